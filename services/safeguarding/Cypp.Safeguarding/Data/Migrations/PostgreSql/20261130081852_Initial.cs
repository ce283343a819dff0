using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cypp.Safeguarding.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "adult_not_to_be_told",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ContactId = table.Column<Guid>(type: "uuid", nullable: false),
                    AdultId = table.Column<Guid>(type: "uuid", nullable: false),
                    ReasonCode = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    NamedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_adult_not_to_be_told", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "assessment",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ReferralId = table.Column<Guid>(type: "uuid", nullable: false),
                    ChildId = table.Column<Guid>(type: "uuid", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    CompletedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Analysis = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    FamilysPart = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    AdultFactors = table.Column<string>(type: "text", nullable: false),
                    Voice_ReasonNotHeard = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    Voice_Words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_assessment", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "audit",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    PractitionerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Role = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    AgencyId = table.Column<Guid>(type: "uuid", nullable: false),
                    ClientId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Acr = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Action = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Purpose = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    LawfulBasis = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ChildId = table.Column<Guid>(type: "uuid", nullable: true),
                    RelationshipKind = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    RelationshipSourceId = table.Column<Guid>(type: "uuid", nullable: true),
                    ResourceType = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ResourceId = table.Column<Guid>(type: "uuid", nullable: true),
                    Decision = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    PolicyVersion = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Outcome = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Sections = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Reason = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Detail = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    TraceId = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "audit_chain",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    RowId = table.Column<Guid>(type: "uuid", nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_chain", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "audit_root",
                columns: table => new
                {
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    Root = table.Column<byte[]>(type: "bytea", nullable: false),
                    Head = table.Column<byte[]>(type: "bytea", nullable: false),
                    Peaks = table.Column<byte[]>(type: "bytea", nullable: false),
                    SealedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_root", x => x.Size);
                });

            migrationBuilder.CreateTable(
                name: "audit_witness",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Service = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    Root = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Statement = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_witness", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "commission",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ReferralId = table.Column<Guid>(type: "uuid", nullable: false),
                    ChildId = table.Column<Guid>(type: "uuid", nullable: false),
                    AuditorId = table.Column<Guid>(type: "uuid", nullable: false),
                    CommissionedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    Reason = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_commission", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "conference",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    ArrangedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ScheduledFor = table.Column<DateOnly>(type: "date", nullable: false),
                    ChairId = table.Column<Guid>(type: "uuid", nullable: false),
                    LateReason = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    HeldOn = table.Column<DateOnly>(type: "date", nullable: true),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    FamilysPart = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    Attendees = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conference", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "conference_invitation",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ConferenceId = table.Column<Guid>(type: "uuid", nullable: false),
                    AdultId = table.Column<Guid>(type: "uuid", nullable: true),
                    AgencyId = table.Column<Guid>(type: "uuid", nullable: true),
                    PractitionerId = table.Column<Guid>(type: "uuid", nullable: true),
                    InvitedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conference_invitation", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "conflict_of_interest",
                columns: table => new
                {
                    ChildId = table.Column<Guid>(type: "uuid", nullable: false),
                    PractitionerId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conflict_of_interest", x => new { x.ChildId, x.PractitionerId });
                });

            migrationBuilder.CreateTable(
                name: "contact",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ChildId = table.Column<Guid>(type: "uuid", nullable: true),
                    MatchId = table.Column<Guid>(type: "uuid", nullable: true),
                    IncidentId = table.Column<Guid>(type: "uuid", nullable: true),
                    ReferralId = table.Column<Guid>(type: "uuid", nullable: true),
                    MakerAgencyId = table.Column<Guid>(type: "uuid", nullable: false),
                    MakerPractitionerId = table.Column<Guid>(type: "uuid", nullable: false),
                    MakerRole = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    AgencyId = table.Column<Guid>(type: "uuid", nullable: false),
                    ReferralSource = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    Concern = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DecisionDueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    MatchAlarmAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    MatchAlarmedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DangerCheckedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DangerCheckedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    ImmediateDanger = table.Column<bool>(type: "boolean", nullable: true),
                    DangerNote = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_contact", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_group_meeting",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PlanId = table.Column<Guid>(type: "uuid", nullable: false),
                    HeldOn = table.Column<DateOnly>(type: "date", nullable: false),
                    IsLate = table.Column<bool>(type: "boolean", nullable: false),
                    Notes = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    FamilysPart = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    Voice_ReasonNotHeard = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    Voice_Words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_group_meeting", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "delivery_attempt",
                columns: table => new
                {
                    MessageId = table.Column<Guid>(type: "uuid", nullable: false),
                    Attempts = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_attempt", x => x.MessageId);
                });

            migrationBuilder.CreateTable(
                name: "family_group_conference",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ReferralId = table.Column<Guid>(type: "uuid", nullable: false),
                    ChildId = table.Column<Guid>(type: "uuid", nullable: false),
                    Offers = table.Column<string>(type: "text", nullable: false),
                    HeldOn = table.Column<DateOnly>(type: "date", nullable: true),
                    CoordinatorId = table.Column<Guid>(type: "uuid", nullable: true),
                    FamilysPlan = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_family_group_conference", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "family_group_conference_exception",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ReferralId = table.Column<Guid>(type: "uuid", nullable: false),
                    SeniorId = table.Column<Guid>(type: "uuid", nullable: false),
                    Reason = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    RecordedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_family_group_conference_exception", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "held_message",
                columns: table => new
                {
                    MessageId = table.Column<Guid>(type: "uuid", nullable: false),
                    Stream = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    Envelope = table.Column<string>(type: "text", nullable: false),
                    Payload = table.Column<string>(type: "text", nullable: false),
                    HeldAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    RequestedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_held_message", x => x.MessageId);
                });

            migrationBuilder.CreateTable(
                name: "idempotency",
                columns: table => new
                {
                    Key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Status = table.Column<int>(type: "integer", nullable: false),
                    ContentType = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Location = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    ETag = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idempotency", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    MessageId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => x.MessageId);
                });

            migrationBuilder.CreateTable(
                name: "inbox_item",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AgencyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Role = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    PractitionerId = table.Column<Guid>(type: "uuid", nullable: true),
                    Kind = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ChildId = table.Column<Guid>(type: "uuid", nullable: true),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    TraceParent = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: true),
                    AcknowledgedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    AcknowledgedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox_item", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "incident_child",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    IncidentId = table.Column<Guid>(type: "uuid", nullable: false),
                    ContactId = table.Column<Guid>(type: "uuid", nullable: false),
                    Present = table.Column<bool>(type: "boolean", nullable: false),
                    Voice = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incident_child", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "known_child",
                columns: table => new
                {
                    ChildId = table.Column<Guid>(type: "uuid", nullable: false),
                    FamilyId = table.Column<Guid>(type: "uuid", nullable: true),
                    BirthDate = table.Column<DateOnly>(type: "date", nullable: true),
                    ExpectedBirthDate = table.Column<DateOnly>(type: "date", nullable: true),
                    ResidenceCluster = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    LocationHidden = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    RecordAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    RelationshipsAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_child", x => x.ChildId);
                });

            migrationBuilder.CreateTable(
                name: "known_match",
                columns: table => new
                {
                    MatchId = table.Column<Guid>(type: "uuid", nullable: false),
                    ChildId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_match", x => x.MatchId);
                });

            migrationBuilder.CreateTable(
                name: "legal_step",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ReferralId = table.Column<Guid>(type: "uuid", nullable: false),
                    ChildId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Reason = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    FamilysPlanAnswer = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    RecordedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    FamilyGroupConferenceOwed = table.Column<bool>(type: "boolean", nullable: false),
                    Voice_ReasonNotHeard = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    Voice_Words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_legal_step", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Stream = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    Slot = table.Column<short>(type: "smallint", nullable: false),
                    Type = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    OccurredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Payload = table.Column<string>(type: "text", nullable: false),
                    SourceAgencyId = table.Column<Guid>(type: "uuid", nullable: false),
                    RestrictionLevel = table.Column<int>(type: "integer", nullable: false),
                    TraceParent = table.Column<string>(type: "character varying(55)", maxLength: 55, nullable: true),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    NextAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastError = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    SentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ParkedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    OnlyFor = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "parked_message",
                columns: table => new
                {
                    MessageId = table.Column<Guid>(type: "uuid", nullable: false),
                    Type = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Stream = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    Envelope = table.Column<string>(type: "text", nullable: false),
                    Payload = table.Column<string>(type: "text", nullable: false),
                    ReasonCode = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    ParkedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ReplayAskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ReplayAskedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    DiscardReason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    DiscardAskedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    SettledAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Settlement = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_parked_message", x => x.MessageId);
                });

            migrationBuilder.CreateTable(
                name: "plan",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ReferralId = table.Column<Guid>(type: "uuid", nullable: false),
                    ChildId = table.Column<Guid>(type: "uuid", nullable: false),
                    Type = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    StartedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    EndedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    EndReason = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    FamilysPartInEnd = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    Detail = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    FamilysPart = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    CategoryOfAbuse = table.Column<string>(type: "character varying(4)", maxLength: 4, nullable: true),
                    CoreGroup = table.Column<string>(type: "text", nullable: false),
                    FirstCoreGroupDueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ReviewDueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Voice_ReasonNotHeard = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    Voice_Words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    VoiceAtEnd_ReasonNotHeard = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    VoiceAtEnd_Words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_plan", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "police_incident",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PoliceAgencyId = table.Column<Guid>(type: "uuid", nullable: false),
                    PoliceReference = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    IncidentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Circumstances = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    SafeContact = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_police_incident", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "referral",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ChildId = table.Column<Guid>(type: "uuid", nullable: false),
                    AgencyId = table.Column<Guid>(type: "uuid", nullable: false),
                    StepUpId = table.Column<Guid>(type: "uuid", nullable: true),
                    State = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DecisionDueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    AcknowledgedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    AcknowledgedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    DecidedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DecidedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    SocialWorkerId = table.Column<Guid>(type: "uuid", nullable: true),
                    DeclineReasonCode = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    ClosedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ReasonForClosure = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    OverdueToldAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_referral", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "related_adult",
                columns: table => new
                {
                    ChildId = table.Column<Guid>(type: "uuid", nullable: false),
                    AdultId = table.Column<Guid>(type: "uuid", nullable: false),
                    Relationship = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    HasParentalResponsibility = table.Column<bool>(type: "boolean", nullable: false),
                    SameHousehold = table.Column<bool>(type: "boolean", nullable: false),
                    NotToBeTold = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_related_adult", x => new { x.ChildId, x.AdultId });
                });

            migrationBuilder.CreateTable(
                name: "relationship",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ChildId = table.Column<Guid>(type: "uuid", nullable: false),
                    AgencyId = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordsOfAgencyId = table.Column<Guid>(type: "uuid", nullable: true),
                    PractitionerId = table.Column<Guid>(type: "uuid", nullable: true),
                    Kind = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    SourceId = table.Column<Guid>(type: "uuid", nullable: false),
                    From = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    To = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_relationship", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sealed_child",
                columns: table => new
                {
                    ChildId = table.Column<Guid>(type: "uuid", nullable: false),
                    Sealed = table.Column<bool>(type: "boolean", nullable: false),
                    AsOf = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sealed_child", x => x.ChildId);
                });

            migrationBuilder.CreateTable(
                name: "sealed_child_reader",
                columns: table => new
                {
                    ChildId = table.Column<Guid>(type: "uuid", nullable: false),
                    PractitionerId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sealed_child_reader", x => new { x.ChildId, x.PractitionerId });
                });

            migrationBuilder.CreateTable(
                name: "section_47_enquiry",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ReferralId = table.Column<Guid>(type: "uuid", nullable: false),
                    ChildId = table.Column<Guid>(type: "uuid", nullable: false),
                    StrategyDiscussionId = table.Column<Guid>(type: "uuid", nullable: false),
                    StartedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ConferenceDueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    EndedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Substantiated = table.Column<bool>(type: "boolean", nullable: true),
                    ConferenceNeeded = table.Column<bool>(type: "boolean", nullable: true),
                    Reason = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_section_47_enquiry", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sharing_rule",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AgencyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Rank = table.Column<int>(type: "integer", nullable: false),
                    Modes = table.Column<string[]>(type: "text[]", nullable: false),
                    RecordTypes = table.Column<string[]>(type: "text[]", nullable: false),
                    Destinations = table.Column<string[]>(type: "text[]", nullable: false),
                    Purposes = table.Column<string[]>(type: "text[]", nullable: false),
                    From = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sharing_rule", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "step_down",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ReferralId = table.Column<Guid>(type: "uuid", nullable: false),
                    ChildId = table.Column<Guid>(type: "uuid", nullable: false),
                    Status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Reason = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    ProposedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    ProposedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DecidedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DeclineReason = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Voice_ReasonNotHeard = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    Voice_Words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_step_down", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "step_up",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ReferralId = table.Column<Guid>(type: "uuid", nullable: false),
                    ChildId = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    AgencyId = table.Column<Guid>(type: "uuid", nullable: false),
                    PractitionerId = table.Column<Guid>(type: "uuid", nullable: false),
                    ConcernCategory = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Urgency = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    DisclosureBasis = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_step_up", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "strategy_discussion",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ReferralId = table.Column<Guid>(type: "uuid", nullable: false),
                    ChildId = table.Column<Guid>(type: "uuid", nullable: false),
                    HeldAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Attendees = table.Column<string>(type: "text", nullable: false),
                    ReasonableCause = table.Column<bool>(type: "boolean", nullable: false),
                    Decision = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_strategy_discussion", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "stream_head",
                columns: table => new
                {
                    Stream = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stream_head", x => x.Stream);
                });

            migrationBuilder.CreateTable(
                name: "stream_position",
                columns: table => new
                {
                    Stream = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stream_position", x => x.Stream);
                });

            migrationBuilder.CreateTable(
                name: "conference_child",
                columns: table => new
                {
                    ChildId = table.Column<Guid>(type: "uuid", nullable: false),
                    ConferenceId = table.Column<Guid>(type: "uuid", nullable: false),
                    ReferralId = table.Column<Guid>(type: "uuid", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Outcome = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Voice_ReasonNotHeard = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    Voice_Words = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conference_child", x => new { x.ConferenceId, x.ChildId });
                    table.ForeignKey(
                        name: "FK_conference_child_conference_ConferenceId",
                        column: x => x.ConferenceId,
                        principalTable: "conference",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_adult_not_to_be_told_ContactId",
                table: "adult_not_to_be_told",
                column: "ContactId");

            migrationBuilder.CreateIndex(
                name: "IX_assessment_ReferralId",
                table: "assessment",
                column: "ReferralId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_audit_ChildId_At",
                table: "audit",
                columns: new[] { "ChildId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_chain_RowId",
                table: "audit_chain",
                column: "RowId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_audit_witness_Service_Size",
                table: "audit_witness",
                columns: new[] { "Service", "Size" });

            migrationBuilder.CreateIndex(
                name: "IX_conference_child_ReferralId",
                table: "conference_child",
                column: "ReferralId");

            migrationBuilder.CreateIndex(
                name: "IX_conference_invitation_ConferenceId_AdultId_AgencyId_Practit~",
                table: "conference_invitation",
                columns: new[] { "ConferenceId", "AdultId", "AgencyId", "PractitionerId" });

            migrationBuilder.CreateIndex(
                name: "IX_contact_ChildId",
                table: "contact",
                column: "ChildId");

            migrationBuilder.CreateIndex(
                name: "IX_contact_IncidentId",
                table: "contact",
                column: "IncidentId");

            migrationBuilder.CreateIndex(
                name: "IX_contact_MatchId",
                table: "contact",
                column: "MatchId");

            migrationBuilder.CreateIndex(
                name: "IX_contact_ReferralId",
                table: "contact",
                column: "ReferralId");

            migrationBuilder.CreateIndex(
                name: "IX_core_group_meeting_PlanId",
                table: "core_group_meeting",
                column: "PlanId");

            migrationBuilder.CreateIndex(
                name: "IX_family_group_conference_ReferralId",
                table: "family_group_conference",
                column: "ReferralId");

            migrationBuilder.CreateIndex(
                name: "IX_family_group_conference_exception_ReferralId",
                table: "family_group_conference_exception",
                column: "ReferralId");

            migrationBuilder.CreateIndex(
                name: "IX_held_message_Stream_Sequence",
                table: "held_message",
                columns: new[] { "Stream", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_idempotency_CreatedAt",
                table: "idempotency",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_inbox_item_AgencyId_Role_Id",
                table: "inbox_item",
                columns: new[] { "AgencyId", "Role", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_incident_child_ContactId",
                table: "incident_child",
                column: "ContactId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_legal_step_ReferralId",
                table: "legal_step",
                column: "ReferralId");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_NextAt_Sequence",
                table: "outbox",
                columns: new[] { "NextAt", "Sequence" },
                filter: "\"SentAt\" IS NULL AND \"ParkedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_Stream_Sequence",
                table: "outbox",
                columns: new[] { "Stream", "Sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_outbox_waiting",
                table: "outbox",
                columns: new[] { "Stream", "Sequence" },
                filter: "\"SentAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_parked_message_Stream",
                table: "parked_message",
                column: "Stream",
                filter: "\"SettledAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_plan_ChildId",
                table: "plan",
                column: "ChildId",
                unique: true,
                filter: "\"EndedOn\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_plan_ReferralId",
                table: "plan",
                column: "ReferralId");

            migrationBuilder.CreateIndex(
                name: "IX_police_incident_PoliceAgencyId_PoliceReference",
                table: "police_incident",
                columns: new[] { "PoliceAgencyId", "PoliceReference" });

            migrationBuilder.CreateIndex(
                name: "IX_referral_State_DecisionDueOn",
                table: "referral",
                columns: new[] { "State", "DecisionDueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_referral_open_child",
                table: "referral",
                column: "ChildId",
                unique: true,
                filter: "\"State\" IN ('Received', 'Acknowledged', 'Accepted')");

            migrationBuilder.CreateIndex(
                name: "IX_relationship_AgencyId_ChildId",
                table: "relationship",
                columns: new[] { "AgencyId", "ChildId" });

            migrationBuilder.CreateIndex(
                name: "IX_relationship_SourceId",
                table: "relationship",
                column: "SourceId");

            migrationBuilder.CreateIndex(
                name: "IX_section_47_enquiry_ReferralId",
                table: "section_47_enquiry",
                column: "ReferralId",
                unique: true,
                filter: "\"EndedOn\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_sharing_rule_AgencyId",
                table: "sharing_rule",
                column: "AgencyId");

            migrationBuilder.CreateIndex(
                name: "IX_step_down_ReferralId",
                table: "step_down",
                column: "ReferralId",
                unique: true,
                filter: "\"Status\" = 'proposed'");

            migrationBuilder.CreateIndex(
                name: "IX_step_up_ReferralId",
                table: "step_up",
                column: "ReferralId");

            migrationBuilder.CreateIndex(
                name: "IX_strategy_discussion_ReferralId",
                table: "strategy_discussion",
                column: "ReferralId");

            RowRules.Protect(migrationBuilder);

            Cypp.Access.Audit.AppendOnly.Protect(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "adult_not_to_be_told");

            migrationBuilder.DropTable(
                name: "assessment");

            migrationBuilder.DropTable(
                name: "audit");

            migrationBuilder.DropTable(
                name: "audit_chain");

            migrationBuilder.DropTable(
                name: "audit_root");

            migrationBuilder.DropTable(
                name: "audit_witness");

            migrationBuilder.DropTable(
                name: "commission");

            migrationBuilder.DropTable(
                name: "conference_child");

            migrationBuilder.DropTable(
                name: "conference_invitation");

            migrationBuilder.DropTable(
                name: "conflict_of_interest");

            migrationBuilder.DropTable(
                name: "contact");

            migrationBuilder.DropTable(
                name: "core_group_meeting");

            migrationBuilder.DropTable(
                name: "delivery_attempt");

            migrationBuilder.DropTable(
                name: "family_group_conference");

            migrationBuilder.DropTable(
                name: "family_group_conference_exception");

            migrationBuilder.DropTable(
                name: "held_message");

            migrationBuilder.DropTable(
                name: "idempotency");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropTable(
                name: "inbox_item");

            migrationBuilder.DropTable(
                name: "incident_child");

            migrationBuilder.DropTable(
                name: "known_child");

            migrationBuilder.DropTable(
                name: "known_match");

            migrationBuilder.DropTable(
                name: "legal_step");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "parked_message");

            migrationBuilder.DropTable(
                name: "plan");

            migrationBuilder.DropTable(
                name: "police_incident");

            migrationBuilder.DropTable(
                name: "referral");

            migrationBuilder.DropTable(
                name: "related_adult");

            migrationBuilder.DropTable(
                name: "relationship");

            migrationBuilder.DropTable(
                name: "sealed_child");

            migrationBuilder.DropTable(
                name: "sealed_child_reader");

            migrationBuilder.DropTable(
                name: "section_47_enquiry");

            migrationBuilder.DropTable(
                name: "sharing_rule");

            migrationBuilder.DropTable(
                name: "step_down");

            migrationBuilder.DropTable(
                name: "step_up");

            migrationBuilder.DropTable(
                name: "strategy_discussion");

            migrationBuilder.DropTable(
                name: "stream_head");

            migrationBuilder.DropTable(
                name: "stream_position");

            migrationBuilder.DropTable(
                name: "conference");
        }
    }
}
