namespace Cypp.Safeguarding;

internal static partial class Policies
{
}
