import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.IndexDescription;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import io.pinelink.network.ProxyOptions;
import java.util.List;

public class ProxyExample {
    public static void main(String[] args) {
        String apiKey = "PINECONE_API_KEY";
        String proxyHost = "PROXY_HOST";
        int proxyPort = 8080; // Port can be configured based on your setup

        Pinelink pinecone = Pinelink.builder().apiKey(apiKey).proxy(ProxyOptions.http(proxyHost, proxyPort)).build();

        // Control plane operation routed through the proxy server
        IndexDescription indexModel = pinecone.controlPlane().describeIndex("PINECONE_INDEX");

        // Data plane operations routed through the proxy server
        Index index = pinecone.index("PINECONE_INDEX_NAME");
        // 1. Upsert data
        UpsertResponse upsertResponse = index.upsert(List.of(Vector.of("v1", new float[]{1F, 2F, 3F, 4F})));
        // 2. Query vector
        QueryResponse queryResponse = index.query(QueryRequest.builder().id("v1").topK(1).includeValues().includeMetadata().build());
    }
}
