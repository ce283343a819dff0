using k8s;
using k8s.Models;

namespace Cypp.Deploy.Tests;

/// <summary>A pod that something of an overlay makes.</summary>
/// <param name="Owner">Name of what makes it.</param>
internal sealed record Pod(string Owner, IKubernetesObject<V1ObjectMeta> Maker, V1PodTemplateSpec Template)
{
    /// <summary>Where it finds settings that are secret.</summary>
    public const string SecretFiles = "/var/run/settings";

    public V1PodSpec Spec => Template.Spec;

    public IDictionary<string, string> Labels => Template.Metadata.Labels;

    public IEnumerable<V1Container> Containers => Spec.Containers.Concat(Spec.InitContainers ?? []);

    public IEnumerable<V1Volume> Volumes => Spec.Volumes ?? [];

    /// <summary>Settings that it reads from files, and the secret that has each.</summary>
    public IReadOnlyDictionary<string, string> SecretSettings =>
        (from volume in Volumes
         where Containers.Any(container => container.VolumeMounts?.Any(mount => mount.Name == volume.Name && mount.MountPath == SecretFiles) is true)
         from source in volume.Projected.Sources
         from item in source.Secret.Items
         select (item.Path, source.Secret.Name)).ToDictionary(file => file.Path, file => file.Name);

    public override string ToString() => $"{Maker.Kind} {Owner}";
}

/// <summary>What a folder renders to.</summary>
internal sealed record Rendered(string Name, string Yaml, IReadOnlyList<IKubernetesObject<V1ObjectMeta>> Objects)
{
    public const string NameLabel = "app.kubernetes.io/name";
    public const string ComponentLabel = "app.kubernetes.io/component";

    public bool IsProd => Name == "overlays/prod";

    public string Namespace => Of<V1Namespace>().Single().Name();

    /// <summary>What serves: one Deployment a process.</summary>
    public IEnumerable<Pod> Processes => Of<V1Deployment>().Select(made => new Pod(made.Name(), made, made.Spec.Template));

    public IEnumerable<Pod> Migrations => Of<V1Job>().Select(made => new Pod(made.Name(), made, made.Spec.Template));

    public IEnumerable<Pod> Servers => Of<V1StatefulSet>().Select(made => new Pod(made.Name(), made, made.Spec.Template));

    public IEnumerable<Pod> Pods => Processes.Concat(Migrations).Concat(Servers);

    public IEnumerable<T> Of<T>() => Objects.OfType<T>();

    public T One<T>(string name) where T : IKubernetesObject<V1ObjectMeta> => Of<T>().Single(made => made.Name() == name);

    public Pod Process(string name) => Processes.Single(process => process.Owner == name);

    /// <summary>What a container finds in its environment, without what comes from secrets and from the pod itself.</summary>
    public IReadOnlyDictionary<string, string> SettingsOf(V1Container container)
    {
        var settings = new Dictionary<string, string>();
        foreach (var (name, value) in (container.EnvFrom ?? []).SelectMany(source => One<V1ConfigMap>(source.ConfigMapRef.Name).Data))
        {
            settings[name] = value;
        }

        foreach (var setting in (container.Env ?? []).Where(setting => setting.Value is not null))
        {
            settings[setting.Name] = setting.Value;
        }

        return settings;
    }

    public IReadOnlyDictionary<string, string> SettingsOf(string process) => SettingsOf(Process(process).Spec.Containers.Single());
}
