using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace Rapport.Files;

/// <summary>Keeps bytes in a bucket of an S3-compatible store, so that nodes share them. Large ones go there in parts.</summary>
public sealed class S3Store(IAmazonS3 s3, string bucket, string prefix) : IFileStore, IDisposable
{
    /// <summary>The size of a part: so much is sent again at most where a line breaks. 10,000 parts are 160 GB.</summary>
    private const long Part = 16 << 20;

    public string Place => $"s3://{bucket}/{prefix}";

    public async Task<bool> Has(string hash, CancellationToken cancel)
    {
        try
        {
            await s3.GetObjectMetadataAsync(bucket, Key(hash), cancel);
            return true;
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    /// <summary>An object appears as a whole when its last part is confirmed; until then there is none.</summary>
    public async Task Put(string hash, string path, CancellationToken cancel)
    {
        var size = new FileInfo(path).Length;
        if (size <= Part)
        {
            await s3.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = bucket,
                    Key = Key(hash),
                    FilePath = path,
                    // Not every store knows Amazon's own way to sign what it is still sending.
                    UseChunkEncoding = false,
                },
                cancel
            );
            return;
        }
        var begun = await s3.InitiateMultipartUploadAsync(bucket, Key(hash), cancel);
        try
        {
            await PutParts(begun.UploadId, hash, path, size, cancel);
        }
        catch
        {
            // Parts of what never became an object would be paid for as long as the bucket is.
            await s3.AbortMultipartUploadAsync(
                bucket,
                Key(hash),
                begun.UploadId,
                CancellationToken.None
            );
            throw;
        }
    }

    private async Task PutParts(
        string upload,
        string hash,
        string path,
        long size,
        CancellationToken cancel
    )
    {
        var parts = new List<PartETag>();
        for (var at = 0L; at < size; at += Part)
        {
            var sent = await s3.UploadPartAsync(
                new UploadPartRequest
                {
                    BucketName = bucket,
                    Key = Key(hash),
                    UploadId = upload,
                    PartNumber = parts.Count + 1,
                    FilePath = path,
                    FilePosition = at,
                    PartSize = Math.Min(Part, size - at),
                    UseChunkEncoding = false,
                },
                cancel
            );
            parts.Add(new PartETag(parts.Count + 1, sent.ETag));
        }
        await s3.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest
            {
                BucketName = bucket,
                Key = Key(hash),
                UploadId = upload,
                PartETags = parts,
            },
            cancel
        );
    }

    public async Task<Stream?> Open(string hash, long size, CancellationToken cancel) =>
        await Has(hash, cancel) ? new S3Stream(s3, bucket, Key(hash), size) : null;

    /// <summary>S3 says nothing of what was not there.</summary>
    public Task Remove(string hash, CancellationToken cancel) =>
        s3.DeleteObjectAsync(bucket, Key(hash), cancel);

    /// <summary>Tries the bucket with an object of a few bytes, which is written, read back and removed.</summary>
    public async Task<StoreProbe> Probe(CancellationToken cancel)
    {
        var key = Key($".probe-{Guid.NewGuid():N}");
        var (step, said) = (StoreStep.Reach, Guid.NewGuid().ToString());
        try
        {
            // Whoever may write to a bucket need not be one who may list it: asked for one object, all answer.
            await Has(key[prefix.Length..], cancel);
            step = StoreStep.Write;
            await s3.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = bucket,
                    Key = key,
                    ContentBody = said,
                    UseChunkEncoding = false,
                },
                cancel
            );
            step = StoreStep.Read;
            using (var answer = await s3.GetObjectAsync(bucket, key, cancel))
            using (var reader = new StreamReader(answer.ResponseStream))
            {
                if (await reader.ReadToEndAsync(cancel) != said)
                {
                    return new StoreProbe(Place, step, "it gave back something else");
                }
            }
            step = StoreStep.Remove;
            await s3.DeleteObjectAsync(bucket, key, cancel);
            return await Has(key[prefix.Length..], cancel)
                ? new StoreProbe(Place, step, "it is still there")
                : new StoreProbe(Place);
        }
        catch (OperationCanceledException)
        {
            return new StoreProbe(Place, step, "there is no answer in time");
        }
        catch (AmazonS3Exception refused)
        {
            return new StoreProbe(Place, step, $"{refused.ErrorCode}: {refused.Message}");
        }
        catch (Exception away)
            when (away
                    is Amazon.Runtime.AmazonClientException
                        or HttpRequestException
                        or IOException
            )
        {
            return new StoreProbe(Place, StoreStep.Reach, away.Message);
        }
    }

    public void Dispose() => s3.Dispose();

    private string Key(string hash) => $"{prefix}{hash}";
}
