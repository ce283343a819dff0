using Cypp.Access;
using Cypp.Contracts;
using static Cypp.Access.Roles;

namespace Cypp.EarlyHelp;

/// <summary>Who may do what in early help: the service's part of the matrix, one line an operation.</summary>
internal static class Policies
{
    public static readonly Policy ListPrompts = new("EarlyHelp_ListPrompts", Purposes.EarlyHelp, SchoolLead, LeadPractitioner, ClusterManager);
    public static readonly Policy ReadPrompt = new("EarlyHelp_ReadPrompt", Purposes.EarlyHelp, SchoolLead, LeadPractitioner, ClusterManager);
    public static readonly Policy RecordConversation = new("EarlyHelp_RecordConversation", Purposes.EarlyHelp, SchoolLead, LeadPractitioner, ClusterManager);
    public static readonly Policy OpenCase = new("EarlyHelp_OpenCase", Purposes.EarlyHelp, LeadPractitioner);
    public static readonly Policy ReadCase = new("EarlyHelp_ReadCase", Purposes.EarlyHelp, LeadPractitioner, ClusterManager, SchoolLead, HealthVisitor, SocialWorker);
    public static readonly Policy AddTeamMember = new("EarlyHelp_AddTeamMember", Purposes.EarlyHelp, LeadPractitioner);
    public static readonly Policy RecordWords = new("EarlyHelp_RecordWords", Purposes.EarlyHelp, LeadPractitioner);
    public static readonly Policy CompleteAssessment = new("EarlyHelp_CompleteAssessment", Purposes.EarlyHelp, LeadPractitioner);
    public static readonly Policy MakePlan = new("EarlyHelp_MakePlan", Purposes.EarlyHelp, LeadPractitioner);
    public static readonly Policy MeetGoal = new("EarlyHelp_MeetGoal", Purposes.EarlyHelp, LeadPractitioner);
    public static readonly Policy InviteAdult = new("EarlyHelp_InviteAdult", Purposes.EarlyHelp, LeadPractitioner);
    public static readonly Policy StepUpCase = new("EarlyHelp_StepUpCase", Purposes.Safeguarding, LeadPractitioner, ClusterManager);
    public static readonly Policy ReadStepUp = new("EarlyHelp_ReadStepUp", Purposes.Safeguarding, DutyAndAdvice, SocialWorker, SocialWorkManager, LeadPractitioner, ClusterManager);
    public static readonly Policy CloseCase = new("EarlyHelp_CloseCase", Purposes.EarlyHelp, LeadPractitioner, ClusterManager);
    public static readonly Policy ListStepDowns = new("EarlyHelp_ListStepDowns", Purposes.EarlyHelp, LeadPractitioner, ClusterManager);
    public static readonly Policy ReadStepDown = new("EarlyHelp_ReadStepDown", Purposes.EarlyHelp, LeadPractitioner, ClusterManager);
    public static readonly Policy AcceptStepDown = new("EarlyHelp_AcceptStepDown", Purposes.EarlyHelp, LeadPractitioner, ClusterManager);
    public static readonly Policy DeclineStepDown = new("EarlyHelp_DeclineStepDown", Purposes.EarlyHelp, LeadPractitioner, ClusterManager);
    public static readonly Policy ReadCounts = new("EarlyHelp_ReadCounts", Purposes.Statistics, LeadPractitioner, ClusterManager);
    public static readonly Policy ReadInbox = new("EarlyHelp_ReadInbox", Purposes.EarlyHelp, LeadPractitioner, ClusterManager);
    public static readonly Policy AcknowledgeNotice = new("EarlyHelp_AcknowledgeNotice", Purposes.EarlyHelp, LeadPractitioner, ClusterManager);
}
