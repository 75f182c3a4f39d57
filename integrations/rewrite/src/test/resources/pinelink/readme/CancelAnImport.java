import io.pinelink.AsyncIndex;
import io.pinelink.Pinelink;

class CancelAnImport {
    void run() throws Exception {
        // Initialize pinecone object
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();
        // Get async imports connection object
        AsyncIndex asyncIndex = pinecone.index("PINECONE_INDEX_NAME").async();

        // Cancel import
        pinecone.index("PINECONE_INDEX_NAME").imports().cancel("2");
    }
}
