namespace Concordat.Partnership.Members;

/// <summary>Knows what the systems of partners are called, so that what they did can be told beside what people did.</summary>
public interface IPartnerSystems
{
    /// <summary>Identity to name, of every system that ever had a key.</summary>
    Task<IReadOnlyDictionary<Guid, string>> NamesAsync(CancellationToken cancellation);
}
