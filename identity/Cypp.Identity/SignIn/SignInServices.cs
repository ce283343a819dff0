using Cypp.Identity.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;

namespace Cypp.Identity.SignIn;

/// <summary>ASP.NET Core Identity, as far as it is used: accounts, password hashes, rules of names and passwords (ID-8).</summary>
internal static class SignInServices
{
    // OWASP Password Storage Cheat Sheet, PBKDF2 with HMAC-SHA-512.
    private const int Iterations = 210_000;
    private const string NameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";

    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddIdentityCore<Account>(options =>
        {
            options.User.AllowedUserNameCharacters = NameCharacters;
            // NIST SP 800-63B section 3.1.1.2: length, and no rules of composition.
            options.Password.RequiredLength = 12;
            options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
        }).AddEntityFrameworkStores<IdentityDb>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = Iterations);
        // It warns at each start that its keys are in files; they are as the signing keys are, in a directory of their own.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
        services.AddDataProtection().SetApplicationName("cypp-identity");
        services.AddOptions<KeyManagementOptions>().Configure<IOptions<IdentityOptions>, ILoggerFactory>((options, identity, loggers) =>
            options.XmlRepository = new FileSystemXmlRepository(ProtectionKeys(identity.Value.KeyDirectory), loggers));
        services.AddSingleton<DecoyHash>();
        services.AddSingleton<SealedCookie<SignInState>>();
        services.AddSingleton<SealedCookie<EnrolmentState>>();
        services.AddScoped<Passwords>();
        services.AddScoped<Totp>();
        services.AddScoped<Attempts>();
        services.AddScoped<SignInRecord>();
        services.AddHostedService<SignInsFromStart>();
        services.AddScoped<SignInCheck>();
        services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddMeter(SignInRecord.Meter));
    }

    // Beside the signing keys, for all replicas and the process alone: whoever has these can write cookies and codes, and read authenticators' secrets.
    private static DirectoryInfo ProtectionKeys(string keyDirectory)
    {
        var path = Path.Combine(keyDirectory, "protection");
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
