using System.Text;
using Cypp.Audit;

namespace Cypp.Shared.Tests.Audit;

/// <summary>AU-3: the form that is hashed is that of RFC 8785.</summary>
public sealed class CanonicalJsonTests
{
    /// <summary>The string of RFC 8785 section 3.2.2.</summary>
    [Fact]
    public void String_IsEscapedAsTheStandardsOwnExample() => Assert.Equal(
        "{\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}",
        Of(("string", "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/")));

    /// <summary>The order of RFC 8785 section 3.2.3.</summary>
    [Fact]
    public void Members_AreInTheOrderOfTheStandardsOwnExample() => Assert.Equal(
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\u007f\",\"\u00f6\":\"Latin Small Letter O With Diaeresis\","
            + "\"\u20ac\":\"Euro Sign\",\"\U0001F600\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
        Of(
            ("\u20ac", "Euro Sign"), ("\r", "Carriage Return"), ("\ufb33", "Hebrew Letter Dalet With Dagesh"), ("1", "One"),
            ("\U0001F600", "Emoji: Grinning Face"), ("\u0080", "Control\u007f"), ("\u00f6", "Latin Small Letter O With Diaeresis")));

    [Fact]
    public void Member_WithoutAValue_IsLeftOut() => Assert.Equal("{\"a\":\"\",\"c\":\"1\"}", Of(("c", "1"), ("b", null), ("a", "")));

    [Fact]
    public void HalfASurrogatePair_IsRefused() => Assert.Throws<EncoderFallbackException>(() => Of(("a", "\ud800")));

    private static string Of(params (string Name, string? Value)[] members) =>
        Encoding.UTF8.GetString(CanonicalJson.Of(members.Select(member => KeyValuePair.Create(member.Name, member.Value))));
}
