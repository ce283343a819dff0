using System.Collections.Concurrent;
using System.Globalization;

namespace Cypp.System.Tests.Canary;

/// <summary>
/// Strings that stand nowhere but in what one family said and is called. Each text gets a marker of its own, so that a
/// hit names the text that came through.
/// </summary>
internal sealed class Canaries
{
    /// <summary>How every marker begins; letters only, so that neither JSON nor a URL writes it in another way.</summary>
    public const string Beginning = "Qzkvj";

    private const string Consonants = "bcdfghlmnpqrstvwxz";
    private readonly ConcurrentDictionary<string, string> _texts = new();
    private readonly ConcurrentDictionary<string, string> _values = new();
    private int _number;

    /// <summary>Text by its marker, and what the marker was given for.</summary>
    public IReadOnlyDictionary<string, string> Texts => _texts;

    /// <summary>Values that have a form of their own: numbers, dates, postcodes, ids.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <returns>The text, marked.</returns>
    public string Mark(string text) => $"{text} {Marker(text)}";

    /// <returns>A marker alone, where the caller may write no more than a word.</returns>
    public string Marker(string what)
    {
        var marker = Beginning + Letters(Interlocked.Increment(ref _number));
        _texts[marker] = what;
        return marker;
    }

    public void Value(string value, string what) => _values[value] = what;

    public void Id(Guid id, string what)
    {
        Value(id.ToString(), what);
        Value(id.ToString("n"), what);
        Value(Convert.ToBase64String(id.ToByteArray()).TrimEnd('='), what);
    }

    /// <summary>A birth date as people and programs write it.</summary>
    public void Date(string iso, string what)
    {
        var date = DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var form in (string[])["yyyy-MM-dd", "yyyyMMdd", "dd/MM/yyyy", "d/M/yyyy", "MM/dd/yyyy", "dd.MM.yyyy", "dd-MM-yyyy", "d MMMM yyyy", "dd MMM yyyy", "yyyy/MM/dd"])
        {
            Value(date.ToString(form, CultureInfo.InvariantCulture), what);
        }
    }

    public void Postcode(string postcode)
    {
        foreach (var gap in (string[])[" ", "", "+", "%20"])
        {
            Value(postcode.Replace(" ", gap, StringComparison.Ordinal), "postcode");
        }
    }

    public void NhsNumber(string number)
    {
        Value(number, "NHS number");
        Value($"{number[..3]} {number[3..6]} {number[6..]}", "NHS number");
        Value($"{number[..3]}-{number[3..6]}-{number[6..]}", "NHS number");
    }

    // Three letters, so that no marker is the beginning of another.
    private static string Letters(int number)
    {
        var size = Consonants.Length;
        return new([Consonants[number / size / size % size], Consonants[number / size % size], Consonants[number % size]]);
    }
}
