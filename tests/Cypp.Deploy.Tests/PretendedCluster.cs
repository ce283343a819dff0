namespace Cypp.Deploy.Tests;

/// <summary>A kubectl that renders as the true one does and else writes down what it is told; settings of its environment say what goes wrong.</summary>
internal sealed class PretendedCluster : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PretendedCluster()
    {
        _folder.Script("curl", "#!/bin/sh\necho '{\"services\":[{\"name\":\"index\",\"ready\":true}]}'\n");
        _folder.Script("kubectl", """
            #!/usr/bin/env bash
            # FAILS: a job that fails. DONE: all jobs were done before. STUCK: what never becomes ready. PRESENT: a secret that is there. SERVES: a release serves already. IMAGE: the gateway's.
            here=$(dirname "$0")
            [ "$1" != kustomize ] || exec "$TRUE_KUBECTL" "$@"
            [ "$1" != -n ] && [ "$1" != --namespace ] || shift 2
            case "$1 $2" in
              'apply -f')
                sed -n 's/^kind: //p' "$3" >>"$here/applied"
                while read -r kind; do echo "apply $kind" >>"$here/told"; done < <(sed -n 's/^kind: //p' "$3" | sort -u)
                [ -z "$FAILS" ] || ! grep -q '^kind: Job' "$3" || ! grep -q "^  name: $FAILS" "$3" || touch "$here/failed"
                ;;
              'get job') [ -n "$DONE" ] && printf Complete; [ -e "$here/failed" ] && [[ $3 == "$FAILS"* ]] && printf Failed; true ;;
              'get deployment') [[ $* == *image* ]] && printf %s "$IMAGE" || { [ -z "$SERVES" ] || printf 2; } ;;
              'get secret') [ "$3" != "$PRESENT" ] || echo "secret/$3" ;;
              *)
                echo "$*" >>"$here/told"
                for word; do
                  [ "$word" != "$STUCK" ] || exit 1
                  [ -z "$FAILS" ] || [[ $1 != wait || $word != job/"$FAILS"* ]] || exit 1
                done
                ;;
            esac
            """);
    }

    public List<string> Told => [.. File.ReadLines(Path.Combine(_folder.Path, "told"))];

    /// <summary>How many objects it was given.</summary>
    public int Applied => File.ReadLines(Path.Combine(_folder.Path, "applied")).Count();

    public Command.Result Apply(string overlay, params (string Name, string Value)[] trouble) => Run("deploy/apply", [overlay], trouble);

    public Command.Result Run(string program, string[] arguments, params (string Name, string Value)[] trouble) => Command.Run(program, arguments, new Dictionary<string, string>(trouble.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)))
    {
        ["TRUE_KUBECTL"] = Kubectl.Path,
        ["KUBECTL"] = Path.Combine(_folder.Path, "kubectl"),
        ["PATH"] = _folder.Path + ":" + Environment.GetEnvironmentVariable("PATH"),
    });

    public void Dispose() => _folder.Dispose();
}
