using System.Buffers;
using System.Globalization;
using System.Text;

namespace Cypp.System.Tests.Canary;

/// <summary>Finds canaries in whatever bytes were captured: as they are, and as base64, hexadecimal, UTF-16 or \u escapes hide them.</summary>
internal sealed class Scanner
{
    private const int Context = 120;
    private const int LongestNumber = 10;
    private readonly Dictionary<string, string> _forms = new(StringComparer.OrdinalIgnoreCase);
    private readonly SearchValues<string> _search;

    /// <param name="values">Which kinds of values count besides texts; all if left out.</param>
    public Scanner(Canaries canaries, Func<string, bool>? values = null)
    {
        // The common beginning finds every marker; the others find a marker's own form where it is hidden.
        foreach (var form in FormsOf(Canaries.Beginning))
        {
            _forms[form] = "text";
        }

        foreach (var (value, what) in canaries.Values.Where(pair => values?.Invoke(pair.Value) is not false))
        {
            foreach (var form in FormsOf(value))
            {
                _forms[form] = what;
            }
        }

        _search = SearchValues.Create([.. _forms.Keys], StringComparison.OrdinalIgnoreCase);
    }

    /// <returns>Each hit with what stands around it.</returns>
    public IEnumerable<string> Find(string place, byte[] bytes) => Find(place, Encoding.Latin1.GetString(bytes));

    public IEnumerable<string> Find(string place, string text)
    {
        for (var from = 0; text.AsSpan(from).IndexOfAny(_search) is >= 0 and var at;)
        {
            var found = _forms.Keys.Where(form => text.AsSpan(from + at).StartsWith(form, StringComparison.OrdinalIgnoreCase)).MaxBy(form => form.Length)!;
            if (!found.All(char.IsAsciiDigit) || !IsPartOfLongerNumber(text, from + at, found.Length))
            {
                yield return $"{place}: {_forms[found]} in ...{Around(text, from + at)}...";
            }

            from += at + found.Length;
        }
    }

    private static IEnumerable<string> FormsOf(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        yield return value;
        yield return Uri.EscapeDataString(value);
        yield return Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(value));
        yield return string.Concat(value.Select(letter => $"\\u{(int)letter:x4}"));
        yield return Convert.ToHexString(bytes);
        for (var offset = 0; offset < 3; offset++)
        {
            // What stands before shifts the letters of base64; those at either end depend on the neighbours.
            var coded = Convert.ToBase64String([.. new byte[offset], .. bytes, 0, 0]);
            var first = (int)Math.Ceiling(offset * 8 / 6.0);
            yield return coded[first..((offset + bytes.Length) * 8 / 6)];
        }
    }

    private static bool IsPartOfLongerNumber(string text, int at, int length) =>
        length <= LongestNumber && ((at > 0 && char.IsAsciiDigit(text[at - 1])) || (at + length < text.Length && char.IsAsciiDigit(text[at + length])));

    private static string Around(string text, int at)
    {
        var (from, to) = (Math.Max(0, at - Context), Math.Min(text.Length, at + Context));
        return string.Create(CultureInfo.InvariantCulture, $"{new string([.. text[from..to].Select(letter => char.IsControl(letter) ? '.' : letter)])}");
    }
}
