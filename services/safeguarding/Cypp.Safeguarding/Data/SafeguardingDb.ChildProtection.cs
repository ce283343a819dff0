using Cypp.Safeguarding.Data.ChildProtection;
using Microsoft.EntityFrameworkCore;

namespace Cypp.Safeguarding.Data;

internal abstract partial class SafeguardingDb
{
    private static void MapChildProtection(ModelBuilder model) => model.AddChildProtection();
}
