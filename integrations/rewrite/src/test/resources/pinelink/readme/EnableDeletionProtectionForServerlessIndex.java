import io.pinelink.Pinelink;
import io.pinelink.control.ConfigureIndexRequest;

import java.util.HashMap;

class EnableDeletionProtectionForServerlessIndex {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();

        String indexName = "example-index";
        HashMap<String, String> tags = new HashMap<>();
        tags.put("env", "test");

        pinecone.controlPlane().configureIndex(ConfigureIndexRequest.builder(indexName).deletionProtection(true).tags(tags).build());
    }
}
