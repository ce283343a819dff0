using System.Globalization;

namespace Cypp.Deploy.Tests.Network;

/// <summary>The table of <c>docs/kubernetes.md</c>, "Who may speak to whom".</summary>
internal static class DocumentedEdges
{
    private const string Heading = "## Who may speak to whom";

    /// <param name="groups">Words that stand for several.</param>
    public static IEnumerable<Edge> Of(string overlay, IReadOnlyDictionary<string, string[]> groups)
    {
        var rows = Checkout.Read("docs/kubernetes.md").Split('\n').SkipWhile(line => line != Heading).Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith('|')).Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray()).ToList();
        var column = Array.IndexOf(rows[0], overlay);
        Assert.True(column > 1, $"The table has no column {overlay}.");
        return from row in rows.Skip(2)
               from caller in Named(row[0])
               from called in Named(row[1])
               from port in row[column].Split(',').Where(port => port != "-")
               select new Edge(caller, called, int.Parse(port, CultureInfo.InvariantCulture));

        IEnumerable<string> Named(string cell) => cell.Split(',').Select(name => name.Trim()).SelectMany(name => groups.TryGetValue(name, out var all) ? all : [name]);
    }
}
