import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.namespaces.NamespaceDescription;

import java.util.concurrent.ExecutionException;

class DescribeNamespace {
    void run() throws Exception {
        String indexName = "PINECONE_INDEX_NAME";
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();
        Index index = pinecone.index(indexName);

        // describe a namespace
        NamespaceDescription namespaceDescription = index.namespaces().describe("some-namespace");
    }
}
