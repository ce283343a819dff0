namespace Cypp.System.Tests.Architecture;

public sealed class SizeTests(ITestOutputHelper output)
{
    private const int LongestFile = 300;
    private const int LargestSharedProject = 1500;

    [Fact]
    public void NoFile_IsLongerThan300Lines()
    {
        var lengths = Sources.CSharp.Select(source => (source.Path, Lines: LinesOf(source.Text))).OrderBy(source => source.Lines).ToList();
        output.WriteLine($"{lengths.Count} files, median {lengths[lengths.Count / 2].Lines}, p90 {lengths[lengths.Count * 9 / 10].Lines}, longest {lengths[^1]}");
        Assert.All(lengths, source => Assert.True(source.Lines <= LongestFile, source.Path));
    }

    [Theory]
    [InlineData("Cypp.Contracts")]
    [InlineData("Cypp.Messaging")]
    [InlineData("Cypp.Messaging.Consume")]
    [InlineData("Cypp.Messaging.RabbitMq")]
    [InlineData("Cypp.Access")]
    [InlineData("Cypp.Access.Audit")]
    [InlineData("Cypp.Access.Feed")]
    [InlineData("Cypp.Access.Messages")]
    [InlineData("Cypp.Audit")]
    [InlineData("Cypp.ServiceKit")]
    [InlineData("Cypp.ServiceKit.Peers")]
    [InlineData("Cypp.ServiceKit.Postgres")]
    [InlineData("Cypp.ServiceKit.Start")]
    [InlineData("Cypp.ServiceKit.Time")]
    [InlineData("Cypp.ServiceKit.Trust")]
    public void SharedProject_StaysSmall(string project) => Assert.InRange(
        Sources.CSharp.Where(source => source.Path.StartsWith($"services/shared/{project}/", StringComparison.Ordinal)).Sum(source => LinesOf(source.Text)),
        1, LargestSharedProject);

    [Fact]
    public void Program_HasAtMostFiveLines() => Assert.Empty(
        from source in Sources.CSharp
        where source.Path.StartsWith("services/", StringComparison.Ordinal) && source.Path.EndsWith("/Program.cs", StringComparison.Ordinal)
        where LinesOf(source.Text) > 5
        select source.Path);

    private static int LinesOf(string text) => text.AsSpan().Count('\n');
}
