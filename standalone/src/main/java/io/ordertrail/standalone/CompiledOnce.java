package io.ordertrail.standalone;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * HSQLDB's connections, on which a statement that has been prepared once is never compiled again. HSQLDB compiles a text anew unless the
 * connection has it open, and that takes longer than to carry it out: so one of each is left open for as long as its connection is.
 */
class CompiledOnce extends AbstractDataSource {

    /** On one connection; more than there are texts that do not change. */
    private static final int MOST = 200;

    private final DataSource database;

    CompiledOnce(DataSource database) {
        this.database = database;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return keeping(database.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return keeping(database.getConnection(user, password));
    }

    private static Connection keeping(Connection connection) {
        return (Connection) Proxy.newProxyInstance(CompiledOnce.class.getClassLoader(), new Class<?>[] {Connection.class},
                new Keeping(connection));
    }

    private static final class Keeping implements InvocationHandler {

        private final Connection connection;
        private final Set<List<Object>> kept = new HashSet<>();

        Keeping(Connection connection) {
            this.connection = connection;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            Object result = call(method, arguments);
            if (method.getName().equals("prepareStatement") && kept.size() < MOST && kept.add(List.of(arguments))) {
                // The connection closes it.
                call(method, arguments);
            }
            return result;
        }

        private Object call(Method method, Object[] arguments) throws Throwable {
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
