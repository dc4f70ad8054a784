using Rapport.Interactions;

namespace Rapport.Web.Interactions;

/// <summary>The channels, directions and audiences with the icon and the words that stand for them.</summary>
public static class Channels
{
    public static string Icon(this Channel channel) =>
        channel switch
        {
            Channel.Meeting => "users",
            Channel.Call => "phone",
            Channel.Video => "video",
            Channel.Email => "mail",
            Channel.Chat => "message",
            Channel.Letter => "file-text",
            Channel.Visit => "map-pin",
            Channel.Coffee => "coffee",
            Channel.Event => "calendar-event",
            Channel.Release => "rocket",
            Channel.Invoice => "receipt",
            _ => "note",
        };

    public static string Label(this Channel channel) =>
        channel switch
        {
            Channel.Meeting => InteractionWords.ChannelMeeting,
            Channel.Call => InteractionWords.ChannelCall,
            Channel.Video => InteractionWords.ChannelVideo,
            Channel.Email => InteractionWords.ChannelEmail,
            Channel.Chat => InteractionWords.ChannelChat,
            Channel.Letter => InteractionWords.ChannelLetter,
            Channel.Visit => InteractionWords.ChannelVisit,
            Channel.Coffee => InteractionWords.ChannelCoffee,
            Channel.Event => InteractionWords.ChannelEvent,
            Channel.Release => InteractionWords.ChannelRelease,
            Channel.Invoice => InteractionWords.ChannelInvoice,
            _ => InteractionWords.ChannelNote,
        };

    /// <summary>Words went from one side to the other; nobody met.</summary>
    public static bool IsWritten(this Channel channel) =>
        channel is Channel.Email or Channel.Chat or Channel.Letter;

    public static string Label(this Direction direction) =>
        direction switch
        {
            Direction.FromThem => InteractionWords.DirectionFromThem,
            Direction.FromUs => InteractionWords.DirectionFromUs,
            _ => InteractionWords.DirectionBoth,
        };
}
