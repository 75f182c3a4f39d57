import io.pinelink.AsyncIndex;
import io.pinelink.Pinelink;
import io.pinelink.imports.ImportDescription;

class DescribeAnImport {
    void run() throws Exception {
        // Initialize pinecone object
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();
        // Get async imports connection object
        AsyncIndex asyncIndex = pinecone.index("PINECONE_INDEX_NAME").async();

        // Describe import
        ImportDescription importDetails = pinecone.index("PINECONE_INDEX_NAME").imports().describe("1");
    }
}
