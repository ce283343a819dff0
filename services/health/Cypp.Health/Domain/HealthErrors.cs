using Cypp.ServiceKit.Errors;

namespace Cypp.Health.Domain;

internal static class HealthErrors
{
    public static readonly InvalidError NhsNumberInvalid = new("nhs-number-invalid", "The NHS number is not valid.", "nhsNumber");
}
