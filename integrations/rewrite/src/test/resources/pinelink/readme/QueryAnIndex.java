import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;

class QueryAnIndex {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();
        Index index = pinecone.index("example-index");
        QueryResponse queryRespone = index.namespace("example-namespace").query(QueryRequest.builder().id("v1").topK(3).build());
    }
}
