using Cypp.Safeguarding.Domain.ChildProtection;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Cypp.Safeguarding.Data.ChildProtection;

internal static class ChildsVoiceColumns
{
    public static void Map(ComplexPropertyBuilder<ChildsVoice> voice)
    {
        voice.Property(row => row.Words).HasMaxLength(ChildsVoice.Length);
        voice.Property(row => row.ReasonNotHeard).HasMaxLength(ChildsVoice.Length);
    }
}
