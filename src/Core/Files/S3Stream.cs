using Amazon.S3;
using Amazon.S3.Model;

namespace Rapport.Files;

/// <summary>
/// An object of S3 that can be read from any place: what is read begins a request there, so that a part of a film does
/// not cost all that stands before it.
/// </summary>
internal sealed class S3Stream(IAmazonS3 s3, string bucket, string key, long size) : Stream
{
    private GetObjectResponse? answer;
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => size;

    public override long Position
    {
        get => position;
        set
        {
            if (value != position)
            {
                answer?.Dispose();
                answer = null;
            }
            position = value;
        }
    }

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        if (position >= size || buffer.Length == 0)
        {
            return 0;
        }
        answer ??= await s3.GetObjectAsync(
            new GetObjectRequest
            {
                BucketName = bucket,
                Key = key,
                ByteRange = new ByteRange(position, size - 1),
            },
            cancellationToken
        );
        var read = await answer.ResponseStream.ReadAsync(buffer, cancellationToken);
        position += read;
        return read;
    }

    public override Task<int> ReadAsync(
        byte[] buffer,
        int offset,
        int count,
        CancellationToken cancellationToken
    ) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => position + offset,
            _ => size + offset,
        };

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException(
            "Nothing of ours waits for a network without giving its thread back."
        );

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            answer?.Dispose();
        }
        base.Dispose(disposing);
    }
}
