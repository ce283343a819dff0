using Cypp.Access;
using Cypp.Contracts;

namespace Cypp.Index;

/// <summary>Who may do what in the index: the service's part of the matrix, one line an operation.</summary>
internal static class Policies
{
    public static readonly Policy RegisterAdult = new(
        "Index_RegisterAdult", Purposes.Identification, Roles.LeadPractitioner, Roles.SocialWorker, Roles.Police, Roles.IndexOfficer);
}
