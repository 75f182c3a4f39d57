import io.pinecone.clients.AsyncIndex;
import io.pinecone.clients.Index;
import io.pinecone.clients.Pinecone;
import io.pinecone.proto.ListNamespacesResponse;
import java.util.concurrent.ExecutionException;

class ListNamespaces {
    void run() throws Exception {
        String indexName = "PINECONE_INDEX_NAME";
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();
        Index index = pinecone.getIndexConnection(indexName);

        // list namespaces without pagination token and limit (if no limit is passed, it'll default to 100)
        ListNamespacesResponse listNamespacesResponse = index.listNamespaces();

        // list namespaces with pagination token
        listNamespacesResponse = index.listNamespaces("some-pagination-token");

        // list namespaces with pagination token and a custom limit of 5
        listNamespacesResponse = index.listNamespaces("some-pagination-token", 5);

        // The totalCount field returns the total number of namespaces in the index
        // When prefix filtering is used, it returns the count of namespaces matching the prefix
        int totalCount = listNamespacesResponse.getTotalCount();

        // list namespaces with prefix filtering
        // Prefix filtering allows you to filter namespaces that start with a specific prefix
        listNamespacesResponse = index.listNamespaces("test-", null, 10);
        totalCount = listNamespacesResponse.getTotalCount(); // Total count of namespaces matching "test-" prefix

        // list namespaces with prefix, pagination token, and limit
        listNamespacesResponse = index.listNamespaces("test-", "some-pagination-token", 10);
        totalCount = listNamespacesResponse.getTotalCount();
    }
}
