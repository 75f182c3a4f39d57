import io.pinelink.AsyncIndex;
import io.pinelink.Pinelink;
import io.pinelink.imports.ImportDescription;
import io.pinelink.model.ListResponse;
import io.pinelink.model.PageRequest;

class ListImports {
    void run() throws Exception {
        // Initialize pinecone object
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();
        // Get async imports connection object
        AsyncIndex asyncIndex = pinecone.index("PINECONE_INDEX_NAME").async();

        // List imports
        ListResponse<ImportDescription> response = pinecone.index("PINECONE_INDEX_NAME").imports().list(PageRequest.builder().limit(100).paginationToken("some-pagination-token").build());
    }
}
