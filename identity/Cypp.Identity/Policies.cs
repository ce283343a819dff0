using Cypp.Access;

namespace Cypp.Identity;

/// <summary>Who may administer what: its names here, the rule of each in access-matrix.json.</summary>
internal static class Policies
{
    public static readonly Policy RegisterAgency = AccessMatrix.Of("Identity_RegisterAgency");
    public static readonly Policy ReadAgency = AccessMatrix.Of("Identity_ReadAgency");
    public static readonly Policy ChangeAgency = AccessMatrix.Of("Identity_ChangeAgency");
    public static readonly Policy RevokeAgency = AccessMatrix.Of("Identity_RevokeAgency");
    public static readonly Policy ReinstateAgency = AccessMatrix.Of("Identity_ReinstateAgency");

    /// <summary>The operator's alone: who has a client's key may act for the agency in every role that it has.</summary>
    public static readonly Policy RegisterClient = AccessMatrix.Of("Identity_RegisterClient");
    public static readonly Policy RegisterWebClient = AccessMatrix.Of("Identity_RegisterWebClient");
    public static readonly Policy AddClientKey = AccessMatrix.Of("Identity_AddClientKey");
    public static readonly Policy RetireClientKey = AccessMatrix.Of("Identity_RetireClientKey");
    public static readonly Policy AddClientCertificate = AccessMatrix.Of("Identity_AddClientCertificate");
    public static readonly Policy RetireClientCertificate = AccessMatrix.Of("Identity_RetireClientCertificate");
    public static readonly Policy RevokeClient = AccessMatrix.Of("Identity_RevokeClient");
    public static readonly Policy ReinstateClient = AccessMatrix.Of("Identity_ReinstateClient");
    public static readonly Policy AddPractitioner = AccessMatrix.Of("Identity_AddPractitioner");
    public static readonly Policy ReadPractitioner = AccessMatrix.Of("Identity_ReadPractitioner");
    public static readonly Policy ChangePractitioner = AccessMatrix.Of("Identity_ChangePractitioner");
    public static readonly Policy RenewEnrolment = AccessMatrix.Of("Identity_RenewEnrolment");
    public static readonly Policy RevokePractitioner = AccessMatrix.Of("Identity_RevokePractitioner");
    public static readonly Policy ReinstatePractitioner = AccessMatrix.Of("Identity_ReinstatePractitioner");

    /// <summary>The agency's own: the operator's administrators have no child data to give.</summary>
    public static readonly Policy ProposeOverride = AccessMatrix.Of("Identity_ProposeOverride");
    public static readonly Policy ListGrants = AccessMatrix.Of("Identity_ListGrants");
    public static readonly Policy ApproveGrant = AccessMatrix.Of("Identity_ApproveGrant");
    public static readonly Policy EndGrant = AccessMatrix.Of("Identity_EndGrant");
}
