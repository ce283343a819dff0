using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Cypp.ServiceKit.Time;

/// <summary>Chooses the clock that a host goes by.</summary>
public static class BusinessTime
{
    private const string Setting = "Clock:BusinessTimeFile";

    public static BusinessClock From(IConfiguration configuration, TimeProvider system) =>
        configuration[Setting] is { Length: > 0 } file ? new SharedBusinessClock(system, file) : new BusinessClock(system);

    /// <summary>At the start, before anything asks for the clock.</summary>
    /// <exception cref="OptionsValidationException">A shared business time is set outside Development.</exception>
    public static void Check(IConfiguration configuration, IHostEnvironment environment)
    {
        if (configuration[Setting] is { Length: > 0 } && !environment.IsDevelopment())
        {
            throw new OptionsValidationException("Clock", typeof(BusinessTime), [$"{Setting} is for Development only."]);
        }
    }
}
