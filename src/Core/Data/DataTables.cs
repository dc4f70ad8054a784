using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Data;

internal sealed class EventTable : IEntityTypeConfiguration<Event>
{
    public void Configure(EntityTypeBuilder<Event> row)
    {
        row.HasKey(x => x.Id);
        row.Property(x => x.Id).ValueGeneratedNever();
        row.Property(x => x.Name).HasMaxLength(60);
        row.HasIndex(x => new { x.SubjectId, x.Id });
    }
}

internal sealed class OutboxTable : IEntityTypeConfiguration<OutboxRow>
{
    public void Configure(EntityTypeBuilder<OutboxRow> row)
    {
        row.ToTable("Outbox");
        row.HasKey(x => x.Id);
        row.Property(x => x.Id).ValueGeneratedNever();
        row.Property(x => x.Consumer).HasMaxLength(60);
        row.HasIndex(x => new { x.Consumer, x.Id });
    }
}

internal sealed class CounterTable : IEntityTypeConfiguration<Counter>
{
    public void Configure(EntityTypeBuilder<Counter> row)
    {
        row.HasKey(x => x.Kind);
        row.Property(x => x.Kind).HasMaxLength(60);
    }
}

internal sealed class LeaseTable : IEntityTypeConfiguration<Lease>
{
    public void Configure(EntityTypeBuilder<Lease> row)
    {
        row.HasKey(x => x.Name);
        row.Property(x => x.Name).HasMaxLength(100);
        row.Property(x => x.Holder).HasMaxLength(100);
    }
}

internal sealed class RequestKeyTable : IEntityTypeConfiguration<RequestKey>
{
    public void Configure(EntityTypeBuilder<RequestKey> row)
    {
        row.HasKey(x => new { x.AskerId, x.Key });
        row.Property(x => x.Key).HasMaxLength(200);
        row.HasIndex(x => x.At);
    }
}

internal sealed class LoginTable : IEntityTypeConfiguration<Login>
{
    public void Configure(EntityTypeBuilder<Login> row)
    {
        row.ToTable("Login");
        row.HasIndex(x => x.ColleagueId).IsUnique();
        row.Property(x => x.PasswordHash).NotAudited();
        row.Property(x => x.SecurityStamp).NotAudited();
        row.Property(x => x.ConcurrencyStamp).NotAudited();
        row.Property(x => x.AccessFailedCount).NotAudited();
        row.Property(x => x.FactorAsked).NotAudited();
        row.Property(x => x.FactorsTaken).NotAudited();
        row.Property(x => x.FactorsTakenById).NotAudited();
        row.HasIndex(x => x.NormalizedUserName)
            .HasDatabaseName("IX_Login_UserName")
            .Refuses("email");
    }
}

/// <summary>Identity's other tables, under names that say whose they are.</summary>
internal sealed class LoginPartsRule : IModelRule
{
    public void Apply(ModelBuilder model, Db db)
    {
        model.Entity<IdentityUserClaim<Guid>>().ToTable("LoginClaim");
        model.Entity<IdentityUserLogin<Guid>>().ToTable("LoginProvider");
        model
            .Entity<IdentityUserToken<Guid>>()
            .ToTable("LoginToken")
            .Property(x => x.Value)
            .NotAudited();
        model.Entity<IdentityUserPasskey<Guid>>().ToTable("LoginPasskey");
    }
}
