using System.Text;
using NodaTime;
using Rapport.People;

namespace Rapport.Tests.Core.People;

/// <summary>Codes by time, against the test vectors of RFC 6238, appendix B (SHA-1, eight digits, steps of 30 seconds).</summary>
public sealed class TotpTests
{
    /// <summary>The appendix's shared secret.</summary>
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void A_code_is_the_one_that_the_RFC_publishes(long seconds, string code)
    {
        var step = Totp.StepAt(Instant.FromUnixTimeSeconds(seconds));

        Assert.Equal(code, Totp.Code(Secret, step, digits: 8));
        Assert.Equal(code[2..], Totp.Code(Secret, step));
    }

    /// <summary>RFC 4226, appendix D: the same secret, by counter.</summary>
    [Theory]
    [InlineData(0, "755224")]
    [InlineData(1, "287082")]
    [InlineData(4, "338314")]
    [InlineData(9, "520489")]
    public void A_code_by_counter_is_the_one_that_its_RFC_publishes(long counter, string code) =>
        Assert.Equal(code, Totp.Code(Secret, counter));

    [Fact]
    public void A_code_is_good_one_step_before_and_after_its_own_and_never_again_once_used()
    {
        var now = Instant.FromUnixTimeSeconds(1_111_111_111);
        var step = Totp.StepAt(now);
        var code = Totp.Code(Secret, step);

        Assert.Equal(step, Totp.Match(Secret, code, now, null));
        Assert.Equal(step, Totp.Match(Secret, code, now + Duration.FromSeconds(30), null));
        Assert.Equal(step, Totp.Match(Secret, code, now - Duration.FromSeconds(30), null));
        Assert.Null(Totp.Match(Secret, code, now + Duration.FromSeconds(60), null));
        Assert.Null(Totp.Match(Secret, code, now - Duration.FromSeconds(60), null));
        Assert.Null(Totp.Match(Secret, code, now, step));
        Assert.Null(Totp.Match(Secret, code, now, step + 1));
        Assert.Null(Totp.Match(Secret, code.AsSpan(1), now, null));
    }

    /// <summary>RFC 4648, section 10.</summary>
    [Theory]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void A_secret_is_told_in_the_base_32_of_its_RFC(string secret, string text) =>
        Assert.Equal(text, Totp.Text(Encoding.ASCII.GetBytes(secret)));

    [Fact]
    public void A_recovery_code_is_read_however_it_was_written_down()
    {
        var code = RecoveryCode.Make();
        var written = " " + code.Replace("-", " ").Replace('0', 'o').Replace('1', 'l') + ".";

        Assert.Matches("^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$", code);
        Assert.Equal(RecoveryCode.HashOf(code), RecoveryCode.HashOf(written));
        Assert.Null(RecoveryCode.HashOf(code[1..]));
        Assert.Null(RecoveryCode.HashOf("123456"));
        Assert.Null(RecoveryCode.HashOf(null));
    }
}
