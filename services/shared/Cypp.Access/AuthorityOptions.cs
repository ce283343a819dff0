using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cypp.Access;

/// <summary>The local authority's own agencies and telephones, as a deployment states them under <c>Authority</c>.</summary>
public sealed class AuthorityOptions
{
    public const string Section = "Authority";

    /// <summary>Children's social work: front door, out-of-hours team, area teams.</summary>
    [Required]
    public Guid? SocialWorkAgencyId { get; init; }

    /// <summary>The authority's education service: safeguarding lead for schools, home education officer.</summary>
    [Required]
    public Guid? EducationAgencyId { get; init; }

    /// <summary>Whom to ring about a child with a plan in office hours.</summary>
    [Required, MinLength(3)]
    public string OfficePhone { get; init; } = "";

    /// <summary>Whom to ring at night and at weekends.</summary>
    [Required, MinLength(3)]
    public string OutOfHoursPhone { get; init; } = "";

    public Guid SocialWork => SocialWorkAgencyId.GetValueOrDefault();

    public Guid Education => EducationAgencyId.GetValueOrDefault();

    /// <summary>Whether the agency is the authority's own: the controller that answers for what the platform holds.</summary>
    public bool Has(Guid agencyId) => agencyId == SocialWork || agencyId == Education;
}

public static class AuthorityServices
{
    /// <summary>A missing setting stops the start.</summary>
    public static IServiceCollection AddAuthority(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AuthorityOptions>().Bind(configuration.GetSection(AuthorityOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services;
    }
}
