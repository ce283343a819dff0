namespace Cypp.Index.Domain;

/// <summary>A name as it is compared: letters only, upper case, common accents folded. <c>O'Brien</c> and <c>OBRIEN</c> are one.</summary>
internal static class NameKey
{
    private const string Accented = "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŁŚŠŻŽŹĆČĘĄŃ";
    private const string Plain = "AAAAAACEEEEIIIINOOOOOOUUUUYLSSZZZCCEAN";

    public static string Of(string name) => string.Concat(name.ToUpperInvariant().Where(char.IsLetter).Select(Fold));

    private static char Fold(char letter) => Accented.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var place ? Plain[place] : letter;
}
