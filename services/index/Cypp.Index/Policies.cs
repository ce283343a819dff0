using Cypp.Access;

namespace Cypp.Index;

/// <summary>Who may do what in the index: its names here, the rule of each in access-matrix.json.</summary>
internal static class Policies
{
    public static readonly Policy RegisterAdult = AccessMatrix.Of("Index_RegisterAdult");
    public static readonly Policy MatchAdult = AccessMatrix.Of("Index_MatchAdult");
    public static readonly Policy RegisterChild = AccessMatrix.Of("Index_RegisterChild");

    /// <summary>Everyone who deals with children; not those who see figures or platforms only, nor an auditor, whose commission names the child.</summary>
    public static readonly Policy MatchChild = AccessMatrix.Of("Index_MatchChild");
    public static readonly Policy RecordFamily = AccessMatrix.Of("Index_RecordFamily");
    public static readonly Policy ReadChild = AccessMatrix.Of("Index_ReadChild");
    public static readonly Policy ReadInvolvement = AccessMatrix.Of("Index_ReadInvolvement");

    /// <summary>Narrower than the record: a school learns of adults from the team around the family.</summary>
    public static readonly Policy ReadAdults = AccessMatrix.Of("Index_ReadAdults");
    public static readonly Policy MoveChild = AccessMatrix.Of("Index_MoveChild");
    public static readonly Policy RelateAdult = AccessMatrix.Of("Index_RelateAdult");
    public static readonly Policy NameAdultNotToBeTold = AccessMatrix.Of("Index_NameAdultNotToBeTold");
    public static readonly Policy SealChild = AccessMatrix.Of("Index_SealChild");
    public static readonly Policy ProposeUnsealing = AccessMatrix.Of("Index_ProposeUnsealing");
    public static readonly Policy ApproveUnsealing = AccessMatrix.Of("Index_ApproveUnsealing");
    public static readonly Policy DeclareInterest = AccessMatrix.Of("Index_DeclareInterest");
    public static readonly Policy DeclareInterestOfAnother = AccessMatrix.Of("Index_DeclareInterestOfAnother");
    public static readonly Policy WithdrawInterest = AccessMatrix.Of("Index_WithdrawInterest");
    public static readonly Policy OverrideAccess = AccessMatrix.Of("Index_OverrideAccess");
    public static readonly Policy ReadOverride = AccessMatrix.Of("Index_ReadOverride");
    public static readonly Policy ReviewOverride = AccessMatrix.Of("Index_ReviewOverride");
    public static readonly Policy ProposeSharingAgreements = AccessMatrix.Of("Index_ProposeSharingAgreements");
    public static readonly Policy ApproveSharingAgreement = AccessMatrix.Of("Index_ApproveSharingAgreement");
    public static readonly Policy ExportSharingAgreements = AccessMatrix.Of("Index_ExportSharingAgreements");
    public static readonly Policy ReadSharingAgreement = AccessMatrix.Of("Index_ReadSharingAgreement");
    public static readonly Policy ExplainSharing = AccessMatrix.Of("Index_ExplainSharing");
    public static readonly Policy ListMatches = AccessMatrix.Of("Index_ListMatches");
    public static readonly Policy SettleMatch = AccessMatrix.Of("Index_SettleMatch");
    public static readonly Policy ReadInbox = AccessMatrix.Of("Index_ReadInbox");
    public static readonly Policy AcknowledgeNotice = AccessMatrix.Of("Index_AcknowledgeNotice");
}
