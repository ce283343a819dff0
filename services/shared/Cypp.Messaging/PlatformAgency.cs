namespace Cypp.Messaging;

/// <summary>The platform itself, where no agency acts: watchers and messaging.</summary>
public static class PlatformAgency
{
    public static readonly Guid Id = new("00000000-0000-7000-8000-000000000001");
}
