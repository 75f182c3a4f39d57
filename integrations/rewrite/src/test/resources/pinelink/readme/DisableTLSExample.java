import io.pinecone.configs.PineconeConfig;
import io.pinecone.configs.PineconeConnection;
import io.pinelink.Index;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import java.util.List;

public class DisableTLSExample {
    public static void main(String[] args) {
        // TODO Pinelink: settings are methods of Pinelink.builder(); client.indexAt(host) opens a known host
        PineconeConfig config = new PineconeConfig("api");
        // TODO Pinelink: settings are methods of Pinelink.builder(); client.indexAt(host) opens a known host
        config.setHost("localhost:5081");
        // TODO Pinelink: settings are methods of Pinelink.builder(); client.indexAt(host) opens a known host
        config.setTLSEnabled(false);
        // TODO Pinelink: not needed: the Pinelink client has the connections
        PineconeConnection connection = new PineconeConnection(config);
        // TODO Pinelink: client.index(name), or client.indexAt(host) for a known host
        Index index = new Index(config, connection, "example-index");
        
        // Data plane operations
        // 1. Upsert data
        UpsertResponse upsertResponse = index.upsert(List.of(Vector.of("v1", new float[]{1f, 2f, 3f})));
        // 2. Query data
        QueryResponse queryResponse = index.query(QueryRequest.builder().id("v1").topK(1).includeValues().includeMetadata().build());
    }
}
