package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.hsqldb.jdbc.JDBCConnection;
import org.hsqldb.jdbc.JDBCDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

class CompiledOnceTest {

    private static final String QUERY = "SELECT a FROM t WHERE a >= ?";

    private static Connection connection() throws SQLException {
        JDBCDataSource database = new JDBCDataSource();
        database.setURL("jdbc:hsqldb:mem:" + CompiledOnceTest.class.getSimpleName());
        Connection connection = new CompiledOnce(database).getConnection();
        connection.createStatement().execute("CREATE TABLE IF NOT EXISTS t (a INT PRIMARY KEY)");
        return connection;
    }

    @Test
    void aTextIsCompiledOncePerConnectionThoughItIsClosedInBetween() throws SQLException {
        try (Connection connection = connection()) {
            assertThat(compiled(connection)).isEqualTo(compiled(connection)).isEqualTo(compiled(connection));
        }
    }

    /** HSQLDB gives each compilation a number of its own. */
    private static Object compiled(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            return ReflectionTestUtils.getField(statement, "statementID");
        }
    }

    @Test
    void aTableThatIsMadeAnewIsReadAsItIs() throws SQLException {
        try (Connection connection = connection()) {
            compiled(connection);
            connection.createStatement().execute("DROP TABLE t");
            connection.createStatement().execute("CREATE TABLE t (b INT, a INT)");
            connection.createStatement().execute("INSERT INTO t VALUES (1, 2)");
            try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
                statement.setInt(1, 2);
                ResultSet row = statement.executeQuery();
                assertThat(row.next()).isTrue();
                assertThat(row.getInt(1)).isEqualTo(2);
            }
            connection.createStatement().execute("DROP TABLE t");
        }
    }

    @Test
    void whatHsqldbThrowsIsThrownAndItsConnectionCanBeHad() throws SQLException {
        try (Connection connection = connection()) {
            assertThatThrownBy(() -> connection.prepareStatement("SELECT nothing FROM nowhere")).isInstanceOf(SQLException.class);
            assertThat(connection.unwrap(JDBCConnection.class)).isNotNull();
        }
    }
}
