using Cypp.ServiceKit.Errors;

namespace Cypp.Index.Domain;

/// <summary>
/// Sealing (restriction level 2, security.md 2.4). The numbers leave the columns that are searched and are unique: a
/// search finds nothing, and another registration with the same number tells nothing.
/// </summary>
internal sealed partial class Child
{
    public static readonly IReadOnlySet<string> SealReasons = new HashSet<string> { "adoption", "protected-person" };

    public bool Sealed { get; private set; }
    public string? SealReason { get; private set; }
    public string? SealedNhsNumber { get; private set; }
    public string? SealedUpn { get; private set; }

    public Error? Seal(string reasonCode)
    {
        if (!SealReasons.Contains(reasonCode) || Sealed)
        {
            return Sealed ? ChildErrors.AlreadySealed : ChildErrors.ReasonUnknown;
        }

        (Sealed, SealReason) = (true, reasonCode);
        (SealedNhsNumber, SealedUpn, NhsNumber, Upn) = (NhsNumber, Upn, null, null);
        Touch();
        return null;
    }

    public void Unseal()
    {
        (Sealed, SealReason) = (false, null);
        (NhsNumber, Upn, SealedNhsNumber, SealedUpn) = (SealedNhsNumber, SealedUpn, null, null);
        Touch();
    }
}
