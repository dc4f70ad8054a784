using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Data;

namespace Rapport.People;

internal sealed class SessionTable : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> row)
    {
        // From where and when somebody works is nobody's history: the log of sign-ins forgets it in time.
        row.Property(x => x.Address).HasMaxLength(Caller.AddressLength).NotAudited();
        row.Property(x => x.Agent).HasMaxLength(Caller.AgentLength).NotAudited();
        row.Property(x => x.Began).NotAudited();
        row.Property(x => x.Seen).NotAudited();
        row.Property(x => x.Proven).NotAudited();
        row.Property(x => x.FactorBy).NotAudited();
        row.HasIndex(x => x.LoginId);
        row.HasIndex(x => x.Seen);
        row.HasOne<Login>()
            .WithMany()
            .HasForeignKey(x => x.LoginId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SignInAttemptTable : IEntityTypeConfiguration<SignInAttempt>
{
    public void Configure(EntityTypeBuilder<SignInAttempt> row)
    {
        row.HasKey(x => x.Id);
        row.Property(x => x.Id).ValueGeneratedNever();
        row.Property(x => x.Address).HasMaxLength(Caller.AddressLength);
        row.Property(x => x.Agent).HasMaxLength(Caller.AgentLength);
        row.HasIndex(x => new { x.At, x.Id });
        row.HasIndex(x => new
        {
            x.ColleagueId,
            x.At,
            x.Id,
        });
    }
}

internal sealed class AuthenticatorTable : IEntityTypeConfiguration<Authenticator>
{
    public void Configure(EntityTypeBuilder<Authenticator> row)
    {
        row.Property(x => x.Kept).HasMaxLength(500).NotAudited();
        row.Property(x => x.UsedStep).NotAudited();
        row.HasIndex(x => x.LoginId).Refuses("code");
        row.HasOne<Login>()
            .WithMany()
            .HasForeignKey(x => x.LoginId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RecoverySheetTable : IEntityTypeConfiguration<RecoverySheet>
{
    public void Configure(EntityTypeBuilder<RecoverySheet> row)
    {
        row.HasIndex(x => x.LoginId).Refuses("codes");
        row.HasOne<Login>()
            .WithMany()
            .HasForeignKey(x => x.LoginId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RecoveryCodeTable : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> row)
    {
        row.HasKey(x => new { x.SheetId, x.Hash });
        row.HasOne<RecoverySheet>()
            .WithMany()
            .HasForeignKey(x => x.SheetId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class FactorRuleTable : IEntityTypeConfiguration<FactorRule>
{
    public void Configure(EntityTypeBuilder<FactorRule> row) =>
        row.HasIndex(x => x.Role).Refuses("role");
}
