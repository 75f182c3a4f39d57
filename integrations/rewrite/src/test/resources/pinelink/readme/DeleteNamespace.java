import io.pinelink.Index;
import io.pinelink.Pinelink;

import java.util.concurrent.ExecutionException;

class DeleteNamespace {
    void run() throws Exception {
        String indexName = "PINECONE_INDEX_NAME";
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();
        Index index = pinecone.index(indexName);

        // delete a namespace
        index.namespaces().delete("some-namespace");
    }
}
