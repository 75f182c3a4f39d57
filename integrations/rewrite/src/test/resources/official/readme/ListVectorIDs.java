import io.pinecone.clients.Index;
import io.pinecone.clients.Pinecone;
import io.pinecone.proto.ListResponse;

class ListVectorIDs {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder(System.getenv("PINECONE_API_KEY")).build();
        String indexName = "example-index";
        Index index = pinecone.getIndexConnection(indexName);
        ListResponse listResponse = index.list("example-namespace", "prefix-");
    }
}
