using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Data.ChildProtection;

internal static class ChildProtectionModel
{
    public static void AddChildProtection(this ModelBuilder model) => model
        .ApplyConfiguration(new AssessmentMapping())
        .ApplyConfiguration(new StrategyDiscussionMapping())
        .ApplyConfiguration(new Section47EnquiryMapping())
        .ApplyConfiguration(new ConferenceMapping())
        .ApplyConfiguration(new ConferenceChildMapping())
        .ApplyConfiguration(new ConferenceInvitationMapping())
        .ApplyConfiguration(new PlanMapping())
        .ApplyConfiguration(new CoreGroupMeetingMapping())
        .ApplyConfiguration(new FamilyGroupConferenceMapping())
        .ApplyConfiguration(new FamilyGroupConferenceExceptionMapping())
        .ApplyConfiguration(new LegalStepMapping())
        .ApplyConfiguration(new StepDownMapping())
        .ApplyConfiguration(new CommissionMapping());
}
