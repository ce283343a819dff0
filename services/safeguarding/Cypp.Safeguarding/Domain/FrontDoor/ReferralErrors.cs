using Cypp.ServiceKit.Errors;

namespace Cypp.Safeguarding.Domain.FrontDoor;

internal static class ReferralErrors
{
    public static readonly Error NotReceived = new ConflictError("referral-not-received", "Only a referral that is newly received can be acknowledged.");
    public static readonly Error NotAcknowledged = new ConflictError(
        "referral-not-acknowledged", "Only a referral that the front door acknowledged and nobody has decided can be decided.");

    public static readonly Error NotAccepted = new ConflictError("referral-not-accepted", "Only a referral that a social worker accepted can be worked on.");
}
