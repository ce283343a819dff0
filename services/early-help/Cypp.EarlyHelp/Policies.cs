using Cypp.Access;

namespace Cypp.EarlyHelp;

/// <summary>Who may do what in early help: its names here, the rule of each in access-matrix.json.</summary>
internal static class Policies
{
    public static readonly Policy ListPrompts = AccessMatrix.Of("EarlyHelp_ListPrompts");
    public static readonly Policy ReadPrompt = AccessMatrix.Of("EarlyHelp_ReadPrompt");
    public static readonly Policy RecordConversation = AccessMatrix.Of("EarlyHelp_RecordConversation");
    public static readonly Policy OpenCase = AccessMatrix.Of("EarlyHelp_OpenCase");
    public static readonly Policy ReadCase = AccessMatrix.Of("EarlyHelp_ReadCase");
    public static readonly Policy AddTeamMember = AccessMatrix.Of("EarlyHelp_AddTeamMember");
    public static readonly Policy RecordWords = AccessMatrix.Of("EarlyHelp_RecordWords");
    public static readonly Policy CompleteAssessment = AccessMatrix.Of("EarlyHelp_CompleteAssessment");
    public static readonly Policy MakePlan = AccessMatrix.Of("EarlyHelp_MakePlan");
    public static readonly Policy MeetGoal = AccessMatrix.Of("EarlyHelp_MeetGoal");
    public static readonly Policy InviteAdult = AccessMatrix.Of("EarlyHelp_InviteAdult");
    public static readonly Policy StepUpCase = AccessMatrix.Of("EarlyHelp_StepUpCase");
    public static readonly Policy ReadStepUp = AccessMatrix.Of("EarlyHelp_ReadStepUp");
    public static readonly Policy CloseCase = AccessMatrix.Of("EarlyHelp_CloseCase");
    public static readonly Policy ListStepDowns = AccessMatrix.Of("EarlyHelp_ListStepDowns");
    public static readonly Policy ReadStepDown = AccessMatrix.Of("EarlyHelp_ReadStepDown");
    public static readonly Policy AcceptStepDown = AccessMatrix.Of("EarlyHelp_AcceptStepDown");
    public static readonly Policy DeclineStepDown = AccessMatrix.Of("EarlyHelp_DeclineStepDown");
    public static readonly Policy ReadCounts = AccessMatrix.Of("EarlyHelp_ReadCounts");
    public static readonly Policy ReadInbox = AccessMatrix.Of("EarlyHelp_ReadInbox");
    public static readonly Policy AcknowledgeNotice = AccessMatrix.Of("EarlyHelp_AcknowledgeNotice");
}
