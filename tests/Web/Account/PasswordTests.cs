using System.Buffers.Binary;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Data;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Web.Hosting;

namespace Rapport.Tests.Web.Account;

/// <summary>How a password is kept: whoever steals the database pays for each guess.</summary>
public sealed class PasswordTests
{
    private const byte Version3 = 1;
    private const uint HmacSha512 = 2;

    [Fact]
    public async Task Each_guess_at_a_stolen_password_costs_a_hundred_thousand_rounds()
    {
        await using var program = WebHost.Build(
            new Settings(TestFolder.New(), "http://127.0.0.1:0", null)
        );
        await using var scope = program.Services.CreateAsyncScope();
        var hasher = scope.ServiceProvider.GetRequiredService<IPasswordHasher<Login>>();

        var kept = Convert.FromBase64String(hasher.HashPassword(new Login(), TestApp.Password));

        Assert.Equal(Version3, kept[0]);
        Assert.Equal(HmacSha512, BinaryPrimitives.ReadUInt32BigEndian(kept.AsSpan(1)));
        Assert.True(BinaryPrimitives.ReadUInt32BigEndian(kept.AsSpan(5)) >= 100_000);
    }
}
