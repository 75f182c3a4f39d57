package io.pinelink.benchmarks.load;

import io.pinecone.clients.Index;
import io.pinecone.clients.Pinecone;
import io.pinecone.configs.PineconeConfig;
import io.pinecone.configs.PineconeConnection;
import io.pinecone.unsigned_indices_model.VectorWithUnsignedIndices;
import io.pinelink.benchmarks.Embeddings;
import java.util.ArrayList;
import java.util.List;

/** The official client. It has a channel for each index, which lasts as long as the program. */
final class IdleOfficial implements IdleClient {
  private static final List<VectorWithUnsignedIndices> UPSERT =
      OfficialSubject.batch(new Embeddings(1), Shape.USUAL);
  private static final List<Float> QUERY = UPSERT.get(0).getValuesList();

  /** Measured although the control plane, which it would call, is not available. */
  private final Pinecone client = new Pinecone.Builder(Requests.KEY).build();

  private final Target target;
  private final List<Index> indexes = new ArrayList<>();

  IdleOfficial(Target target) {
    this.target = target;
  }

  @Override
  public IdleIndex index(int number) {
    PineconeConfig config = new PineconeConfig(Requests.KEY);
    config.setHost(target.host());
    config.setTLSEnabled(target.authority() != null);
    Index index = new Index(config, new PineconeConnection(config), "index-" + number);
    indexes.add(index);
    return new Opened(index, "");
  }

  @Override
  public void close() {
    indexes.forEach(Index::close);
  }

  @Override
  public String toString() {
    return "official, " + indexes.size() + " indexes of " + client;
  }

  private record Opened(Index index, String namespace) implements IdleIndex {
    @Override
    public void query() {
      index.queryByVector(BenchmarkSubject.TOP_K, QUERY, namespace);
    }

    @Override
    public void upsert() {
      index.upsert(UPSERT, namespace);
    }

    @Override
    public IdleIndex namespace(int number) {
      return new Opened(index, "tenant-" + number);
    }
  }
}
