using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Mail;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Notices;

/// <summary>The address of a chat, as a colleague names it.</summary>
/// <param name="Kind">May be null where the host says it.</param>
public sealed record ChatDetails(string? Address, ChatKind? Kind);

/// <summary>A chat in which a colleague is told, without its address.</summary>
/// <param name="End">The last four letters of the address.</param>
/// <param name="DeadAt">Since when the chat says that there is no such address; null while it takes messages.</param>
/// <param name="MayBeTold">False where it is dead, or its host stands no more among those that the firm allows.</param>
/// <param name="Last">What became of the last message; null before the first.</param>
public sealed record ChatRecord(
    ChatKind Kind,
    string Host,
    string End,
    Instant Since,
    Instant? DeadAt,
    bool MayBeTold,
    LastChat? Last
);

/// <summary>What became of a message.</summary>
/// <param name="Answer">What the chat said, as it said it.</param>
public sealed record LastChat(Instant At, MailState State, string? Answer);

/// <summary>Where a message goes: an address that may be told now.</summary>
/// <param name="Host">By which it is allowed.</param>
public sealed record ChatTarget(ChatKind Kind, Uri Address, AllowedHost Host);

/// <summary>The chat of whoever looks: named, read and ended.</summary>
public sealed class ChatAddresses(Db db, ISealSecrets seal)
{
    /// <summary>Null where she named none.</summary>
    public async Task<ChatRecord?> Mine(CancellationToken cancel = default)
    {
        if (await Own.AsNoTracking().FirstOrDefaultAsync(cancel) is not { } mine)
        {
            return null;
        }
        var last = await db.Set<OutgoingChat>()
            .Where(c => c.ColleagueId == mine.ColleagueId && c.At >= mine.Since && c.Attempts > 0)
            .OrderByDescending(c => c.At)
            .ThenByDescending(c => c.Id)
            .Select(c => new LastChat(c.At, c.State, c.Answer))
            .FirstOrDefaultAsync(cancel);
        return new ChatRecord(
            mine.Kind,
            mine.Host,
            mine.End,
            mine.Since,
            mine.DeadAt,
            mine.CanBeTold(await Hosts(cancel)),
            last
        );
    }

    /// <summary>Names the viewer's chat, instead of one that she named before.</summary>
    public async Task<Result<ChatAddress>> Connect(
        ChatDetails said,
        CancellationToken cancel = default
    )
    {
        if (db.Viewer.ColleagueId is not { } me)
        {
            return Refusal.Forbidden;
        }
        var faults = new Faults();
        var typed = faults.Text("address", said.Address, ChatAddress.AddressLength, required: true);
        var address = typed is null ? null : Read(typed);
        faults.If(typed is not null && address is null, "address", Fault.NotALink);
        if (address is not null)
        {
            faults.If(
                (await Hosts(cancel)).For(address) is null,
                "address",
                Fault.HostNotAllowed,
                address.Authority
            );
        }
        var kind = address is null ? said.Kind : ChatAddress.KindOf(address.IdnHost) ?? said.Kind;
        faults.If(address is not null && kind is null, "kind", Fault.Required);
        faults.If(kind is { } known && !Enum.IsDefined(known), "kind", Fault.Unknown);
        if (faults.Any)
        {
            return faults.Refusal;
        }
        return await db.Together<Result<ChatAddress>>(
            async () =>
            {
                await db.KeepTurn(NoticeChoices.Turn(me), cancel);
                var mine = await Own.FirstOrDefaultAsync(cancel);
                var origin = address!.GetLeftPart(UriPartial.Authority);
                var whole = address.AbsoluteUri;
                if (mine is null)
                {
                    mine = new ChatAddress
                    {
                        ColleagueId = me,
                        Kept = "",
                        Server = "",
                        End = "",
                    };
                    db.Add(mine);
                }
                (mine.Kind, mine.Kept, mine.Server) = (kind!.Value, seal.Seal(whole), origin);
                mine.End = whole[^ChatAddress.EndLength..];
                (mine.Since, mine.DeadAt) = (db.Now, null);
                db.Raise(ChatAddress.Connected, mine, null);
                return await db.Commit(cancel) is { } refusal ? refusal : mine;
            },
            done => done.Done,
            cancel
        );
    }

    /// <summary>Forgets the viewer's chat; none changes nothing.</summary>
    public async Task<Result<bool>> End(CancellationToken cancel = default)
    {
        if (await Own.FirstOrDefaultAsync(cancel) is not { } mine)
        {
            return false;
        }
        db.Remove(mine);
        db.Raise(ChatAddress.Ended, mine, null);
        return await db.Commit(cancel) is { } refusal ? refusal : true;
    }

    /// <summary>Where a message to the viewer goes; refused where there is none, or it may not be told.</summary>
    public async Task<Result<ChatTarget>> Target(CancellationToken cancel = default) =>
        await Own.AsNoTracking().FirstOrDefaultAsync(cancel) is not { } mine ? Refusal.NotFound
        : Target(mine, await Hosts(cancel), seal) is { } target ? target
        : Refusal.Invalid("address", Fault.HostNotAllowed, mine.Host);

    /// <summary>Null where the host is not allowed, or the key that sealed the address is lost.</summary>
    internal static ChatTarget? Target(
        ChatAddress kept,
        IReadOnlyList<AllowedHost> hosts,
        ISealSecrets seal
    ) =>
        seal.Open(kept.Kept) is { } whole
        && Read(whole) is { } address
        && hosts.For(address) is { } host
            ? new ChatTarget(kept.Kind, address, host)
            : null;

    private IQueryable<ChatAddress> Own =>
        db.Set<ChatAddress>().Where(a => a.ColleagueId == db.Viewer.ColleagueId);

    private async Task<IReadOnlyList<AllowedHost>> Hosts(CancellationToken cancel) =>
        (await new Firms(db).Read(cancel)).Chats;

    private static Uri? Read(string typed) =>
        Uri.TryCreate(typed, UriKind.Absolute, out var address)
        && address is { Scheme: "https" or "http", UserInfo: "", Fragment: "" }
            ? address
            : null;
}
