using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Rapport.Tests.World;

/// <summary>
/// An address that nobody else calls from: what is limited by address counts its owner alone, however many others use
/// the same server.
/// </summary>
public static class OwnAddress
{
    /// <summary>All of 127.0.0.0/8 is this machine itself; on macOS one address of it is.</summary>
    public static readonly bool Exists = !OperatingSystem.IsMacOS();

    private const uint First = 0x7F01_0000; // 127.1.0.0

    private static uint given;

    public static IPAddress New()
    {
        if (!Exists)
        {
            return IPAddress.Loopback;
        }
        var address = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(address, First + Interlocked.Increment(ref given));
        return new(address);
    }

    /// <summary>How a client connects that calls from there.</summary>
    public static Func<
        SocketsHttpConnectionContext,
        CancellationToken,
        ValueTask<Stream>
    > Connecting(IPAddress from) =>
        async (asked, cancel) =>
        {
            var server = new IPEndPoint(
                IPAddress.Parse(asked.DnsEndPoint.Host),
                asked.DnsEndPoint.Port
            );
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                socket.Bind(new IPEndPoint(from, 0));
                await socket.ConnectAsync(server, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        };
}
