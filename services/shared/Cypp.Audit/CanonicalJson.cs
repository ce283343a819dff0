using System.Buffers;
using System.Text;

namespace Cypp.Audit;

/// <summary>
/// The canonical form of an object whose members are all strings (RFC 8785): members ordered by UTF-16 code units, no
/// space, the shortest escapes. A member without a value is left out, so that a later, optional field leaves the form
/// of older rows as it was.
/// </summary>
public static class CanonicalJson
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create("\"\\" + string.Concat(Enumerable.Range(0, ' ').Select(code => (char)code)));
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="EncoderFallbackException">A value has half a surrogate pair (RFC 8785 section 3.2.2.2).</exception>
    public static byte[] Of(IEnumerable<KeyValuePair<string, string?>> members)
    {
        var text = new StringBuilder(512).Append('{');
        foreach (var (name, value) in members.Where(member => member.Value is not null).OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            Write(text.Length == 1 ? text : text.Append(','), name);
            Write(text.Append(':'), value!);
        }

        return Strict.GetBytes(text.Append('}').ToString());
    }

    private static void Write(StringBuilder text, string value)
    {
        text.Append('"');
        if (!value.AsSpan().ContainsAny(Escaped))
        {
            text.Append(value).Append('"');
            return;
        }

        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append("\\u00").Append(((int)character).ToString("x2", null)),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }
}
