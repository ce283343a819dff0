using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Cypp.Messaging.Data;

/// <summary>SQLite cannot order a DateTimeOffset: it is kept as UTC ticks there.</summary>
internal sealed class UtcTicksConverter() : ValueConverter<DateTimeOffset, long>(
    moment => moment.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

/// <summary>PostgreSQL's timestamptz takes UTC only.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(
    moment => moment.ToUniversalTime(), moment => moment);
