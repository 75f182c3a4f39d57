import io.pinecone.clients.Pinecone;
import java.util.HashMap;

class EnableDeletionProtectionForServerlessIndex {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();

        String indexName = "example-index";
        HashMap<String, String> tags = new HashMap<>();
        tags.put("env", "test");

        pinecone.configureServerlessIndex(indexName, "enabled", tags, null);
    }
}
