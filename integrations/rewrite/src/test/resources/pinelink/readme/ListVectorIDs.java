import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.ListIdsResponse;

class ListVectorIDs {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey(System.getenv("PINECONE_API_KEY")).build();
        String indexName = "example-index";
        Index index = pinecone.index(indexName);
        ListIdsResponse listResponse = index.namespace("example-namespace").listIds(ListIdsRequest.builder().prefix("prefix-").build());
    }
}
