namespace Cypp.Contracts;

/// <summary>Lawful bases under UK GDPR Article 6 and the conditions of DPA 2018 Schedule 1 that go with them.</summary>
public static class LawfulBases
{
    /// <summary>Article 6(1)(e), public task: the usual basis of children's services.</summary>
    public const string PublicTask = "gdpr-6-1-e";

    /// <summary>Article 6(1)(e) with 9(2)(g) and DPA 2018 Schedule 1 paragraph 18, safeguarding of children.</summary>
    public const string Safeguarding = "gdpr-6-1-e+dpa-sch1-18";

    /// <summary>Article 6(1)(c), legal obligation: Domestic Abuse Act 2021 s49A notices to schools.</summary>
    public const string LegalObligation = "gdpr-6-1-c";

    public static readonly IReadOnlySet<string> All = new HashSet<string> { PublicTask, Safeguarding, LegalObligation };
}

/// <summary>Why data is used. A token, an audit row and a message each name one.</summary>
public static class Purposes
{
    public const string EarlyHelp = "early-help";
    public const string Safeguarding = "safeguarding";
    public const string Education = "education";
    public const string DirectCare = "direct-care";
    public const string Identification = "identification";
    public const string Statistics = "statistics";
    public const string Audit = "audit";
    public const string Administration = "administration";

    public static readonly IReadOnlySet<string> All = new HashSet<string>
    {
        EarlyHelp, Safeguarding, Education, DirectCare, Identification, Statistics, Audit, Administration,
    };
}

/// <summary>How sensitive the payload of a message is.</summary>
public static class DataClasses
{
    /// <summary>Ids, codes and dates about a child.</summary>
    public const string Personal = "personal";

    /// <summary>NHS number, UPN, birth date.</summary>
    public const string Identifier = "identifier";

    /// <summary>Says by itself that a child is at risk, or of health.</summary>
    public const string Special = "special";

    public static readonly IReadOnlySet<string> All = new HashSet<string> { Personal, Identifier, Special };
}
